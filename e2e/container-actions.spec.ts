import { request } from 'node:http'
import { expect, test } from './app.ts'
import { askMain } from './ask-main.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'

/** What goes to the trash is in trash.spec.ts. */
const AT_ONCE = 'Remove at once, not by way of the trash'

test('a container is stopped and started from its row', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('web')
  const name = world.name('web')
  await containers.row(name).hover()
  await containers.action(`Stop ${name}`).click()
  await expect(containers.cell(name, 'status')).toHaveText('Exited (0)')
  expect(await world.inspect('web', '{{.State.Running}}')).toBe('false')
  await containers.row(name).hover()
  await containers.action(`Start ${name}`).click()
  await expect(containers.cell(name, 'status')).toHaveText('Running')
  expect(await world.inspect('web', '{{.State.Running}}')).toBe('true')
})

test('a double click on Stop stops, and opens nothing', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('web')
  const name = world.name('web')
  await containers.row(name).hover()
  const stop = containers.action(`Stop ${name}`)
  const before = await stop.boundingBox()
  await stop.dblclick()
  await expect(containers.cell(name, 'status')).toHaveText('Exited (0)')
  await expect(containers.grid).toBeVisible()
  await expect(page.getByRole('region', { name, exact: true })).toHaveCount(0)
  expect(await containers.action(`Start ${name}`).boundingBox()).toEqual(before)
})

test('stopping can be undone from its message', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('web')
  const name = world.name('web')
  await containers.row(name).hover()
  await containers.action(`Stop ${name}`).click()
  await notifications(page).getByRole('button', { name: 'Undo' }).click()
  await expect(containers.cell(name, 'status')).toHaveText('Running')
})

test('restart, pause and unpause do what they say', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('web')
  const name = world.name('web')
  const startedAt = () => world.inspect('web', '{{.State.StartedAt}}')
  const before = await startedAt()
  await containers.row(name).hover()
  await containers.action(`Restart ${name}`).click()
  await expect.poll(startedAt).not.toBe(before)
  await expect(containers.cell(name, 'status')).toHaveText('Running')
  await containers.choose(name, 'Pause')
  await expect(containers.cell(name, 'status')).toHaveText('Paused')
  expect(await world.inspect('web', '{{.State.Paused}}')).toBe('true')
  await containers.choose(name, 'Unpause')
  await expect(containers.cell(name, 'status')).toHaveText('Running')
})

test('kill asks first, and Cancel has the focus', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.run('web')
  const name = world.name('web')
  await containers.choose(name, 'Kill')
  await expect(confirmation(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expect(confirmation(page)).toContainText(name)
  await page.keyboard.press('Enter')
  await expect(confirmation(page)).toHaveCount(0)
  expect(await world.inspect('web', '{{.State.Running}}')).toBe('true')
  await containers.choose(name, 'Kill')
  await confirmation(page).getByRole('button', { name: 'Kill', exact: true }).click()
  await expect(containers.cell(name, 'status')).toHaveText('Exited (137)')
})

test('a container is renamed, and a name that is taken is refused in the engine’s words', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  await world.create('old')
  await world.create('taken')
  await containers.choose(world.name('old'), 'Rename…')
  await page.getByRole('dialog').getByRole('textbox').fill(world.name('new'))
  await page.keyboard.press('Enter')
  await expect(containers.row(world.name('new'))).toBeVisible()

  await containers.choose(world.name('new'), 'Rename…')
  await page.getByRole('dialog').getByRole('textbox').fill(world.name('taken'))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/is already in use by container/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(containers.row(world.name('new'))).toBeVisible()
})

test('removing a stopped container at once asks once, and only it goes', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  await world.create('gone')
  await world.create('stays')
  await containers.choose(world.name('gone'), 'Remove…')
  await expect(confirmation(page)).toContainText(world.name('gone'))
  await confirmation(page).getByRole('checkbox', { name: AT_ONCE }).click()
  await confirmation(page).getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(containers.row(world.name('gone'))).toHaveCount(0)
  await expect(containers.row(world.name('stays'))).toBeVisible()
  const left = await world.docker('ps', '-a', '--format', '{{.Names}}')
  expect(left.split('\n')).toContain(world.name('stays'))
  expect(left.split('\n')).not.toContain(world.name('gone'))
})

test('an anonymous volume goes only with a typed name', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('db', { flags: ['--volume', '/data'] })
  const volume = await world.inspect('db', '{{(index .Mounts 0).Name}}')
  await containers.choose(world.name('db'), 'Remove…')
  const question = confirmation(page)
  await question.getByRole('checkbox', { name: AT_ONCE }).click()
  await question.getByRole('checkbox', { name: /^Remove 1 anonymous volume/ }).click()
  await expect(question.getByRole('list')).toContainText(volume.trim())
  const remove = question.getByRole('button', { name: 'Remove', exact: true })
  await expect(remove).toBeDisabled()
  await question.getByRole('textbox').fill(world.name('db'))
  await remove.click()
  await expect(containers.row(world.name('db'))).toHaveCount(0)
  await expect.poll(() => world.docker('volume', 'ls', '--quiet')).not.toContain(volume.trim())
})

test('several are removed with one question that lists each of them', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('a')
  await world.create('b')
  await world.run('c')
  for (const short of ['a', 'b', 'c']) await containers.select(world.name(short)).click()
  await containers.selection.getByRole('button', { name: 'Remove…' }).click()
  for (const short of ['a', 'b', 'c']) {
    await expect(confirmation(page)).toContainText(world.name(short))
  }
  await confirmation(page).getByRole('checkbox', { name: AT_ONCE }).click()
  await confirmation(page).getByRole('button', { name: 'Remove 3 containers' }).click()
  for (const short of ['a', 'b', 'c']) {
    await expect(containers.row(world.name(short))).toHaveCount(0)
  }
  expect(await world.docker('ps', '-aq', '--filter', `name=${world.prefix}`)).toBe('')
})

test('a start that the engine refuses keeps the engine’s words', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('broken', { command: ['/no/such/program'] })
  const name = world.name('broken')
  await containers.row(name).hover()
  await containers.action(`Start ${name}`).click()
  await expect(notifications(page)).toContainText(name)
  await expect(notifications(page)).toContainText('no such file or directory')
  await expect(containers.cell(name, 'status')).toHaveText('Failed to start')
})

test('several are started at once from the selection', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('a')
  await world.create('b')
  await containers.select(world.name('a')).click()
  await containers.select(world.name('b')).click()
  await containers.selection.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(containers.cell(world.name('a'), 'status')).toHaveText('Running')
  await expect(containers.cell(world.name('b'), 'status')).toHaveText('Running')
})

test('an auto-remove container is stopped only after a question, and has no Undo', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  await world.run('job', { flags: ['--rm'] })
  const name = world.name('job')
  await containers.row(name).hover()
  await containers.action(`Stop ${name}`).click()
  await expect(confirmation(page)).toContainText(`Stop container "${name}"?`)
  await expect(confirmation(page)).toContainText('the engine then removes it')
  await confirmation(page).getByRole('button', { name: 'Cancel' }).click()
  expect(await world.inspect('job', '{{.State.Running}}')).toBe('true')

  await containers.row(name).hover()
  await containers.action(`Stop ${name}`).click()
  await confirmation(page).getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(containers.row(name)).toHaveCount(0)
  await expect(notifications(page)).toContainText(`Stopped container "${name}"`)
  await expect(notifications(page).getByRole('button', { name: 'Undo' })).toHaveCount(0)
})

test('taking back the start of an auto-remove container asks too', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  await world.create('job', { flags: ['--rm'] })
  const name = world.name('job')
  await containers.row(name).hover()
  await containers.action(`Start ${name}`).click()
  await notifications(page).getByRole('button', { name: 'Undo' }).click()
  await expect(confirmation(page)).toContainText('the engine then removes it')
  await confirmation(page).getByRole('button', { name: 'Cancel' }).click()
  expect(await world.inspect('job', '{{.State.Running}}')).toBe('true')
})

test('among several that are stopped, the question names those that vanish', async ({
  page,
  world,
}) => {
  const containers = listPage(page, 'Containers')
  await world.run('job', { flags: ['--rm'] })
  await world.run('web')
  await containers.select(world.name('job')).click()
  await containers.select(world.name('web')).click()
  await containers.selection.getByRole('button', { name: 'Stop', exact: true }).click()
  const question = confirmation(page)
  await expect(question.getByRole('listitem').first()).toContainText(world.name('job'))
  await expect(question.getByRole('listitem').first()).toContainText('will be removed')
  await question.getByRole('button', { name: 'Stop 2 containers' }).click()
  await expect(containers.row(world.name('job'))).toHaveCount(0)
  await expect(containers.cell(world.name('web'), 'status')).toHaveText('Exited (0)')
  await notifications(page).getByRole('button', { name: 'Undo' }).click()
  await expect(containers.cell(world.name('web'), 'status')).toHaveText('Running')
})

test('an auto-remove container outlives a restart, which asks nothing', async ({ page, world }) => {
  const containers = listPage(page, 'Containers')
  const id = await world.run('job', { flags: ['--rm'] })
  const name = world.name('job')
  const startedAt = () => world.inspect('job', '{{.State.StartedAt}}')
  const before = await startedAt()
  await containers.row(name).hover()
  await containers.action(`Restart ${name}`).click()
  await expect.poll(startedAt).not.toBe(before)
  expect(await world.inspect('job', '{{.Id}}')).toBe(id)
})

test('to start what another client has started is a success', async ({ page, world, engine }) => {
  const id = await world.run('web')
  await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
  const status = await new Promise((resolve, reject) => {
    const path = `/containers/${id}/start`
    request({ socketPath: engine.socketPath, path, method: 'POST' })
      .on('response', (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(304)
  const answer = await askMain(page, 'containers.start', { connection: 'DOCKER_HOST', id })
  expect(answer).toEqual({ end: true, value: undefined })
  await expect(notifications(page)).toBeEmpty()
})
