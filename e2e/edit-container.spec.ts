import { expect, test } from './app.ts'
import { expectNoFault } from './expect-no-fault.ts'
import { listPage, notifications } from './pages/list-page.ts'
import { runForm } from './pages/run-form.ts'

test('a container is made anew with what was changed in its form, and Undo takes it back', async ({
  page,
  world,
}) => {
  const name = world.name('web')
  const flags = ['--volume', '/data', '--env', 'DB_PASSWORD=hunter2', '--memory', '64m']
  await world.run('web', { flags: [...flags, '--publish', '127.0.0.1:18441:80'] })
  await world.docker('exec', name, 'sh', '-c', 'echo kept > /data/file')
  const volume = await world.inspect('web', '{{(index .Mounts 0).Name}}')
  const containers = listPage(page, 'Containers')
  await containers.choose(name, 'Recreate with changes…')
  const form = runForm(page, `Recreate container "${name}" with changes`)
  const changes = form.dialog.getByRole('region', { name: 'Changes', exact: true })
  await expect(changes).toContainText('None yet')
  await expect(form.checks).toContainText('Nothing found')
  await form.unfold('Limits')
  await form.field('Memory').fill('96m')
  await form.field('Value of variable 1').fill('hunter3')
  await expect(changes).toContainText('--memory')
  await expect(changes).toContainText('64m')
  await expect(changes).toContainText('96m')
  await expect(changes).toContainText('--env')
  await expect(changes).not.toContainText('hunter')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoFault(page, `recreate with changes, ${colorScheme}`)
  }

  await form.button('Recreate').click()
  await expect(notifications(page)).toContainText(`Recreated container "${name}"`)
  await expect(form.dialog).toHaveCount(0)
  const memory = '{{.HostConfig.Memory}} {{.State.Running}} {{(index .Mounts 0).Name}}'
  expect(await world.inspect('web', memory)).toBe(`${96 * 1024 ** 2} true ${volume}`)
  expect(await world.docker('exec', name, 'cat', '/data/file')).toBe('kept')

  await notifications(page).getByRole('button', { name: 'Undo' }).click()
  await expect(notifications(page)).toContainText(`Restored container "${name}"`)
  expect(await world.inspect('web', memory)).toBe(`${64 * 1024 ** 2} true ${volume}`)
})

test('a change that cannot start leaves the container as it was, and the form as it is', async ({
  page,
  world,
}) => {
  const name = world.name('web')
  const id = await world.run('web')
  const containers = listPage(page, 'Containers')
  await containers.choose(name, 'Recreate with changes…')
  const form = runForm(page, `Recreate container "${name}" with changes`)
  await form.field('Command').fill('/no/such/program')
  await form.button('Recreate').click()
  await expect(form.problem).toContainText(`Cannot recreate container "${name}"`)
  await expect(form.problem).toContainText('The old one was put back as it was')
  await expect(form.field('Command')).toHaveValue('/no/such/program')
  expect(await world.inspect('web', '{{.Id}} {{.State.Running}}')).toBe(`${id} true`)
})
