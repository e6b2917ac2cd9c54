import { findFreePort } from '../scripts/engine/forward-port.mjs'
import { relay } from '../scripts/engine/relay.mjs'
import { close, expect, launch, test } from './app.ts'
import { askMain } from './ask-main.ts'
import { execSessions } from './engine-streams.ts'
import { connectionsPage, engineControl, switcher } from './pages/connections.ts'
import { dock } from './pages/dock.ts'
import { confirmation, listPage } from './pages/list-page.ts'
import { makeColimaHome } from './stand-in-program.ts'

/** Containers are given 10 s to end, and this machine may be busy. */
const STOP_MS = 30_000

test('an engine that was found folds into the connection that a person makes to it, and its shell goes on', async ({
  engine,
  world,
}) => {
  await world.run('web')
  const name = world.name('web')
  const colima = await makeColimaHome()
  await colima.runs(engine)
  const port = await findFreePort(0)
  const way = await relay({ port, host: '127.0.0.1' }, { path: engine.socketPath })
  const app = await launch({ dockerHost: '', env: colima.env })
  const { page } = app
  const connections = connectionsPage(page)
  await connections.open()
  await connections.row('Colima').dblclick()
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const shell = dock(page).terminal(name)
  await shell.type('echo $((6 * 7))')
  await expect(shell.screen).toContainText('42')

  await connections.open()
  await connections.add({ endpoint: `tcp://127.0.0.1:${port}`, name: 'lab' })
  await expect(connections.cell('lab', 'status')).toHaveText('Connected')
  await expect(connections.row('Colima')).toHaveCount(0)
  await connections.row('lab').click()
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toContainText(
    `Also found asColima at unix://${colima.socketPath}`,
  )
  const control = engineControl(page)
  await control.open()
  await expect(control.region).toContainText('Run by Colima.')
  await page.getByRole('tab', { name: 'Overview' }).click()
  await shell.type('echo $((7 * 8))')
  await expect(shell.screen).toContainText('56')
  // The window still shows the one that it has shown, and offers the other in its place.
  await expect(switcher(page)).toHaveAccessibleName(/^Connection: Colima/)
  await switcher(page).click()
  await expect(page.getByRole('menuitemcheckbox', { name: /^lab/ })).toBeVisible()
  await expect(page.getByRole('menuitemcheckbox', { name: /^Colima/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)

  // A second name stays beside the first.
  await connections.add({ endpoint: engine.dockerHost, name: 'bench' })
  await expect(connections.cell('bench', 'status')).toHaveText('Connected')
  await connections.row('bench').click()
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toContainText('Same engine aslab')
  await expect(connections.row('lab')).toBeVisible()
  await page.getByRole('button', { name: 'Close details' }).click()
  await expect(connections.cell('bench', 'marks')).toContainText('same engine as lab')
  await close(app)
  expect(app.complaints).toEqual([])
  way.close()
  await colima.remove()
})

test('a shell ends when a person adds its engine as read-only, and the details lead to that connection', async ({
  engine,
  world,
}) => {
  await world.run('web')
  const name = world.name('web')
  const colima = await makeColimaHome()
  await colima.runs(engine)
  const port = await findFreePort(0)
  const way = await relay({ port, host: '127.0.0.1' }, { path: engine.socketPath })
  const app = await launch({ dockerHost: '', env: colima.env })
  const { page } = app
  const connections = connectionsPage(page)
  await connections.open()
  await connections.row('Colima').dblclick()
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const shell = dock(page).terminal(name)
  await shell.type('echo $((6 * 7))')
  await expect(shell.screen).toContainText('42')
  const [, connection = ''] = new URL(page.url()).hash.split('/')

  await connections.open()
  await connections.row('Colima').click()
  const control = engineControl(page)
  await control.open()
  await connections.add({
    endpoint: `tcp://127.0.0.1:${port}`,
    name: 'prod',
    mode: 'Read-only',
  })
  await expect(connections.row('Colima')).toHaveCount(0)
  await expect(page).toHaveURL(/#\/connections\/added/)
  await expect(control.region).toContainText('Run by Colima. "prod" is read-only')
  await expect(shell.region).toContainText('"Colima" is read-only now')
  await expect.poll(() => execSessions(engine)).toBe(0)
  const input = { connection: decodeURIComponent(connection), id: name }
  expect(await askMain(page, 'containers.stop', input)).toMatchObject({
    error: { code: 'read-only' },
  })
  await close(app)
  way.close()
  await colima.remove()
})

test('an engine that folded into a connection to its very socket keeps its shell, and its start on the welcome page', async ({
  engine,
  world,
}) => {
  await world.run('web')
  const name = world.name('web')
  const colima = await makeColimaHome()
  await colima.runs(engine)
  const app = await launch({ dockerHost: '', env: colima.env })
  const { page } = app
  const connections = connectionsPage(page)
  await connections.open()
  await connections.row('Colima').dblclick()
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  const shell = dock(page).terminal(name)
  await shell.type('echo $((6 * 7))')
  await expect(shell.screen).toContainText('42')
  await connections.open()
  await connections.add({ endpoint: `unix://${colima.socketPath}`, name: 'lab' })
  await expect(connections.row('Colima')).toHaveCount(0)
  await shell.type('echo $((7 * 8))')
  await expect(shell.screen).toContainText('56')

  await connections.row('lab').click()
  const control = engineControl(page)
  await control.open()
  await control.stop()
  await expect(control.status).toHaveText('Done', { timeout: STOP_MS })
  await expect(connections.cell('lab', 'status')).not.toHaveText('Connected')
  await page.evaluate(() => (location.hash = '#/welcome'))
  await page.getByRole('button', { name: 'Start Colima' }).click()
  await expect(listPage(page, 'Containers').row(name)).toBeVisible({ timeout: STOP_MS })
  expect(colima.calls).toEqual(['colima stop', 'colima start'])
  await expect(switcher(page)).toHaveAccessibleName(/^Connection: lab/)
  await close(app)
  await colima.remove()
})

test('a yes to a shell is of one shell: going back to it asks for another', async ({
  page,
  engine,
  world,
}) => {
  await world.run('web')
  await world.run('db')
  const name = world.name('web')
  const connections = connectionsPage(page)
  await connections.open()
  await connections.add({ endpoint: engine.dockerHost, name: 'ask', mode: 'Confirm everything' })
  await connections.row('ask').dblclick()
  await listPage(page, 'Containers').row(name).click()
  await page.getByRole('tab', { name: 'Terminal', exact: true }).click()
  await confirmation(page).getByRole('button', { name: 'Open a shell' }).click()
  const pane = page.getByRole('tabpanel', { name: 'Terminal' })
  await expect(pane.getByRole('textbox', { name: 'Terminal input' })).toBeVisible()
  await expect.poll(() => execSessions(engine)).toBe(1)
  // As a link or the palette leads to another container, in the same page.
  const db = await world.inspect('db', '{{.Id}}')
  await page.evaluate((id) => {
    const [, connection, list] = location.hash.split('/')
    location.hash = `#/${connection}/${list}/${id}/overview`
  }, db)
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toBeVisible()
  await expect.poll(() => execSessions(engine)).toBe(0)
  await page.goBack()
  await expect(pane.getByRole('button', { name: 'Open a shell' })).toBeVisible()
  expect(await execSessions(engine)).toBe(0)
  await pane.getByRole('button', { name: 'Open a shell' }).click()
  await expect(confirmation(page)).toBeVisible()
  await page.keyboard.press('Escape')
})
