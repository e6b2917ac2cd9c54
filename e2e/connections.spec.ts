import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { close, expect, launch, test } from './app.ts'
import { askMain } from './ask-main.ts'
import { connectionsPage, switcher } from './pages/connections.ts'
import { confirmation, listPage, notifications, sidebarLink } from './pages/list-page.ts'

test('a connection is tested step by step, added, and shown with its colour and label', async ({
  page,
  engine,
  world,
}) => {
  await world.create('web')
  const connections = connectionsPage(page)
  await connections.open()
  await page.getByRole('button', { name: 'Add connection', exact: true }).click()
  await connections.enter({ endpoint: 'unix:///nowhere/docker.sock', name: 'lab' })
  await connections.dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(connections.steps.nth(0)).toContainText('No engine runs at unix:///nowhere')
  await expect(connections.steps.nth(3)).toContainText('not tried')
  await connections.enter({ endpoint: engine.dockerHost, colour: 'Red', label: 'PRODUCTION' })
  await connections.dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(connections.steps.nth(3)).toContainText(/OK · \d+ ms/)
  await expect(connections.steps.nth(4)).toContainText(/Engine 20\.10.*API 1\.41/)
  await connections.dialog.getByRole('button', { name: 'Add connection', exact: true }).click()
  await expect(connections.cell('lab', 'status')).toHaveText('Connected')
  await expect(connections.cell('lab', 'latency')).toHaveText(/ ms$/)
  await expect(connections.cell('lab', 'marks')).toContainText('PRODUCTION')
  await connections.row('lab').dblclick()
  await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
  await expect(switcher(page)).toHaveAccessibleName(/^Connection: lab/)
  await expect(page.getByRole('banner')).toContainText('PRODUCTION')
})

test('on a read-only connection nothing changes, whoever asks', async ({ page, engine, world }) => {
  await world.create('web')
  const name = world.name('web')
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: engine.dockerHost, name: 'look', mode: 'Read-only' })
  await connections.row('look').dblclick()
  const containers = listPage(page, 'Containers')
  await containers.row(name).click()
  await page.keyboard.press('s')
  await expect(notifications(page)).toContainText('"look" is read-only')
  // The window may be wrong about it; the main process is not.
  const [, connection = ''] = new URL(page.url()).hash.split('/')
  const input = { connection: decodeURIComponent(connection), id: name }
  const refused = await askMain(page, 'containers.start', input)
  expect(refused).toMatchObject({ error: { code: 'read-only' } })
  expect(await world.docker('inspect', '--format', '{{.State.Status}}', name)).toBe('created')
})

test('a connection that confirms everything asks before it stops a container', async ({
  page,
  engine,
  world,
}) => {
  await world.run('web')
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: engine.dockerHost, name: 'ask', mode: 'Confirm everything' })
  await connections.row('ask').dblclick()
  const containers = listPage(page, 'Containers')
  await containers.row(world.name('web')).click()
  await page.keyboard.press('s')
  await expect(confirmation(page)).toContainText(`Stop container "${world.name('web')}"?`)
  await confirmation(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(containers.cell(world.name('web'), 'status')).toHaveText('Running')
  // The window may forget to ask; the main process does not let it.
  const [, connection = ''] = new URL(page.url()).hash.split('/')
  const input = { connection: decodeURIComponent(connection), id: world.name('web') }
  expect(await askMain(page, 'containers.stop', input)).toMatchObject({
    error: { code: 'unconfirmed', message: expect.stringContaining('"ask" confirms everything') },
  })
  expect(await world.inspect('web', '{{.State.Status}}')).toBe('running')
})

test('on a connection that confirms everything a yes is done, and taking it back asks again', async ({
  page,
  engine,
  world,
}) => {
  await world.run('web')
  const name = world.name('web')
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: engine.dockerHost, name: 'ask', mode: 'Confirm everything' })
  await connections.row('ask').dblclick()
  const containers = listPage(page, 'Containers')
  await containers.row(name).click()
  await page.keyboard.press('r')
  await confirmation(page).getByRole('button', { name: 'Restart' }).click()
  await expect(notifications(page)).toContainText(`Restarted container "${name}"`)
  await page.keyboard.press('s')
  await confirmation(page).getByRole('button', { name: 'Stop' }).click()
  await expect(notifications(page)).toContainText(`Stopped container "${name}"`)
  expect(await world.inspect('web', '{{.State.Status}}')).toBe('exited')
  await notifications(page).getByRole('button', { name: 'Undo' }).click()
  await expect(confirmation(page)).toContainText(`Start container "${name}"?`)
  await confirmation(page).getByRole('button', { name: 'Start' }).click()
  await expect(containers.cell(name, 'status')).toHaveText('Running')
})

test('on a connection that confirms everything a shell asks first, wherever it is opened', async ({
  page,
  engine,
  world,
}) => {
  await world.run('web')
  const name = world.name('web')
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: engine.dockerHost, name: 'ask', mode: 'Confirm everything' })
  await connections.row('ask').dblclick()
  const containers = listPage(page, 'Containers')
  await containers.row(name).click()
  const terminal = page.getByRole('region', { name: `Terminal in ${name}` })
  await page.keyboard.press('t')
  await expect(confirmation(page)).toContainText(`Open a shell in container "${name}"?`)
  await page.keyboard.press('Escape')
  await expect(confirmation(page)).toHaveCount(0)
  await expect(terminal).toHaveCount(0)
  await page.keyboard.press('t')
  await confirmation(page).getByRole('button', { name: 'Open a shell' }).click()
  await expect(terminal.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('exit 3')
  await page.keyboard.press('Enter')
  await terminal.getByRole('button', { name: 'Reconnect' }).click()
  await expect(confirmation(page)).toContainText(`Open a shell in container "${name}"?`)
  await confirmation(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(terminal).toContainText('The shell exited with code 3')
})

test('an added connection is edited, kept over a restart, and removed', async ({
  page,
  app,
  engine,
}) => {
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: 'unix:///nowhere/docker.sock', name: 'lab' })
  await connections.choose('lab', 'Edit…')
  await connections.enter({ endpoint: engine.dockerHost, name: 'here' })
  await connections.dialog.getByRole('button', { name: 'Save' }).click()
  await expect(connections.cell('here', 'status')).toHaveText('Connected')
  await app.electron.close()
  const second = await launch({ dockerHost: engine.dockerHost, userData: app.userData })
  const again = connectionsPage(second.page)
  await again.open()
  await again.row('here').click()
  await second.page.keyboard.press('Delete')
  await confirmation(second.page).getByRole('button', { name: 'Remove' }).click()
  await expect(again.row('here')).toHaveCount(0)
  await close(second)
})

test('what cannot be an endpoint is refused in the form, which stays', async ({ page }) => {
  const connections = connectionsPage(page)
  await connections.open()
  await page.getByRole('button', { name: 'Add connection', exact: true }).click()
  await connections.enter({ endpoint: 'gopher://x', name: 'lab' })
  await connections.dialog.getByRole('button', { name: 'Add connection', exact: true }).click()
  await expect(connections.dialog.getByRole('alert')).toContainText('"gopher://x"')
  await page.keyboard.press('Escape')
  await expect(connections.row('lab')).toHaveCount(0)
})

test('contexts that come, go and become current are noticed while the window is open', async ({
  engine,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-docker-'))
  const app = await launch({ dockerHost: '', env: { DOCKER_CONFIG: folder } })
  const connections = connectionsPage(app.page)
  await connections.open()
  const cli = (...args: string[]) => engine.docker('--config', folder, 'context', ...args)
  await cli('create', 'lab', '--docker', `host=${engine.dockerHost}`)
  await expect(connections.cell('lab', 'status')).toHaveText('Connected')
  await writeFile(join(folder, 'config.json'), JSON.stringify({ currentContext: 'lab' }))
  await expect(notifications(app.page)).toContainText('The docker CLI now uses "lab"')
  await expect(connections.cell('lab', 'marks')).toContainText('docker CLI')
  await writeFile(join(folder, 'config.json'), '{}')
  await cli('rm', 'lab')
  await expect(connections.row('lab')).toHaveCount(0)
  await close(app)
  await rm(folder, { recursive: true })
})

test('beside a connection stands what its engine says of itself, and what takes space there', async ({
  page,
  engine,
  world,
}) => {
  await world.create('web')
  // What is measured there is not what is shown here.
  await sidebarLink(page, 'Disk usage').click()
  await expect(page.getByRole('group', { name: 'Disk usage' })).toBeVisible()
  const connections = connectionsPage(page)
  await connections.open()
  await connections.row('default').click()
  const pane = page.getByRole('region', { name: 'default', exact: true })
  await pane.getByRole('tab', { name: 'Engine' }).click()
  const driver = await engine.docker('info', '--format', '{{.Driver}}')
  await expect(pane.getByRole('tabpanel')).toContainText(`Storage driver${driver}`)
  await expect(pane.getByRole('tabpanel')).toContainText(/API1\.41/)
  await pane.getByRole('tab', { name: 'Disk' }).click()
  await expect(pane.getByRole('tabpanel')).toContainText(/Images[\d.]+ [kM]B in \d+/)
  await page.keyboard.press('Escape')
  await expect(pane).toHaveCount(0)
  await expect(connections.grid).toBeFocused()
})
