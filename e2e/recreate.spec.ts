import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'

test('limits are updated in place, and what is not changed stays', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  const id = await world.run('web', { flags: ['--memory', '64m', '--memory-swap', '128m'] })
  await containers.choose(world.name('web'), 'Update limits…')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Memory', { exact: true })).toHaveValue('64m')
  await expectNoFault(page, 'limits')
  await dialog.getByLabel('Memory', { exact: true }).fill('')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('A limit cannot be taken away')
  await dialog.getByLabel('Memory', { exact: true }).fill('96m')
  await dialog.getByLabel('Restart policy').selectOption('on-failure')
  await dialog.getByLabel(/^Restarts at most/).fill('2')
  await dialog.getByRole('button', { name: 'Update' }).click()
  await expect(notifications(page)).toContainText(`Updated container "${world.name('web')}"`)
  const template =
    '{{.Id}} {{.State.Running}} {{.HostConfig.Memory}} {{json .HostConfig.RestartPolicy}}'
  expect(await world.inspect('web', template)).toBe(
    `${id} true ${96 * 1024 * 1024} {"Name":"on-failure","MaximumRetryCount":2}`,
  )
})

test('a pull that fails says why, and the container is left alone', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.docker('tag', 'busybox:local', `${world.prefix}.invalid/app:1`)
  const id = await world.run('web', { image: `${world.prefix}.invalid/app:1` })
  await containers.choose(world.name('web'), 'Pull newer image and recreate…')
  await expect(notifications(page)).toContainText(
    `Cannot pull image "${world.prefix}.invalid/app:1"`,
  )
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(confirmation(page)).toHaveCount(0)
  expect(await world.inspect('web', '{{.Id}} {{.State.Running}}')).toBe(`${id} true`)
})
