import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { openTinyRegistry } from './tiny-registry.ts'

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
  const policy =
    '{{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}'
  const template = `{{.Id}} {{.State.Running}} {{.HostConfig.Memory}} ${policy}`
  expect(await world.inspect('web', template)).toBe(`${id} true ${96 * 1024 * 1024} on-failure:2`)
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

test('a container is made anew with a newer image, what changes is shown first, and Undo takes it back', async ({
  page,
  world,
  engine,
}) => {
  const containers = listPage(page, 'Containers')
  const registry = await openTinyRegistry(engine)
  const { image } = registry
  const name = world.name('web')
  try {
    await world.docker('pull', '--quiet', image)
    const flags = ['--volume', '/data', '--label', 'mine=yes']
    const id = await world.create('web', { image, flags, command: ['run'] })
    const [old, volume] = [
      await world.inspect('web', '{{.Image}}'),
      await world.inspect('web', '{{(index .Mounts 0).Name}}'),
    ]
    await containers.choose(name, 'Pull newer image and recreate…')
    await expect(notifications(page)).toContainText('is of the newest')

    await registry.pushAnother()
    await containers.choose(name, 'Pull newer image and recreate…')
    const question = confirmation(page)
    await expect(question).toContainText(`Recreate container "${name}"?`)
    await expect(question.getByRole('list')).toContainText(`${old.slice(7, 19)} →`)
    await expectNoFault(page, 'question')
    await question.getByRole('button', { name: 'Recreate' }).click()
    await expect(notifications(page)).toContainText(`Recreated container "${name}"`)
    expect(await world.inspect('web', '{{.Id}}')).not.toBe(id)
    expect(await world.inspect('web', '{{.Image}}')).not.toBe(old)
    expect(await world.inspect('web', '{{(index .Mounts 0).Name}}')).toBe(volume)
    expect(await world.inspect('web', '{{.Config.Labels.mine}}')).toBe('yes')
    await expect(page.getByRole('button', { name: 'Trash (1)' })).toBeVisible()

    await notifications(page).getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(() => world.inspect('web', '{{.Id}}').catch(() => '')).toBe(id)
    await expect(containers.row(name)).toBeVisible()
  } finally {
    await registry.close()
    await world.remove()
    await world.docker('image', 'rm', '--force', image)
  }
})
