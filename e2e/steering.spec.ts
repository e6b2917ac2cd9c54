import { mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionMode } from '#shared/contract/connections.ts'
import { pingEngine } from '../scripts/engine/ping-engine.mjs'
import type { PrivateEngine } from '../scripts/engine/private-engine.mjs'
import { close, expect, launch, test as base, type App } from './app.ts'
import { askMain } from './ask-main.ts'
import { connectionsPage, engineControl } from './pages/connections.ts'
import { confirmation, listPage, notifications } from './pages/list-page.ts'
import { makeColimaHome, type ColimaHome } from './stand-in-program.ts'

/** Containers are given 10 s to end, and this machine may be busy. */
const STOP_MS = 30_000

const START_COLIMA = 'start:colima:default'

interface Fixtures {
  readonly colima: ColimaHome
  /** The app, on a Docker context `colima` that leads to the socket of Colima's profile. */
  readonly steered: App
}

const test = base.extend<Fixtures>({
  colima: async ({ engine, world: _world }, use) => {
    const colima = await makeColimaHome()
    await colima.runs(engine)
    await use(colima)
    await colima.remove()
    // Some tests end with a stopped engine; `world` needs it.
    if (!(await pingEngine(engine.socketPath))) await engine.start()
  },
  steered: async ({ engine, colima }, use) => {
    await createContext(engine, colima)
    const app = await launch({
      dockerHost: '',
      env: { ...colima.env, DOCKER_CONTEXT: 'colima' },
    })
    await use(app)
    await close(app)
    expect(app.complaints).toEqual([])
  },
})

test('an engine is stopped and started, and its connection follows', async ({
  steered: { page },
  colima,
  world,
}) => {
  await world.run('web')
  await world.run('db')
  const connections = connectionsPage(page)
  const control = engineControl(page)
  await connections.open()
  await connections.row('colima').click()
  await control.open()
  await expect(control.region).toContainText('Run by Colima.')
  await expect(control.region).toContainText('colima stop')
  await expect(control.button('Start engine')).toHaveAttribute('aria-disabled', 'true')

  await control.button('Stop engine').click()
  const question = confirmation(page)
  await expect(question).toContainText('Stop the engine of "colima"?')
  await expect(question).toContainText('This ends 2 running containers')
  await expect(question).toContainText(world.name('web'))
  await expect(question).toContainText(world.name('db'))
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  expect(colima.calls).toEqual([])

  await control.button('Stop engine').click()
  await question.getByRole('button', { name: 'Stop engine' }).click()
  await expect(control.output('Stop Colima')).toContainText('$ colima stop')
  await expect(control.button('Stop engine')).toBeFocused()
  await expect(control.output('Stop Colima')).toContainText('stopping the VM')
  await expect(control.status).toHaveText('Done', { timeout: STOP_MS })
  await expect(connections.cell('colima', 'status')).toHaveText('Reconnecting')
  await expect(control.panel).toContainText('colima is not connected')
  await expect(notifications(page).getByRole('button', { name: 'Dismiss' })).toHaveCount(0)
  await expect(control.button('Stop engine')).toHaveAttribute('aria-disabled', 'true')

  await control.button('Start engine').click()
  await expect(control.status).toHaveText('Done', { timeout: STOP_MS })
  await expect(connections.cell('colima', 'status')).toHaveText('Connected')
  await expect(control.panel).toContainText('0 running')
  expect(colima.calls).toEqual(['colima stop', 'colima start'])
  expect(await world.inspect('web', '{{.State.Status}}')).toBe('exited')
})

test('the palette restarts an engine from any page, by keyboard alone', async ({
  steered: { page },
  colima,
  world,
}) => {
  await world.run('web')
  await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('restart engine colima')
  await expect(page.getByRole('option', { name: 'Restart engine colima' })).toBeVisible()
  await page.keyboard.press('Enter')
  const question = confirmation(page)
  await expect(question).toContainText(`This ends 1 running container: "${world.name('web')}".`)
  await expect(question).toContainText(`Colima is told "colima restart".`)
  await page.keyboard.press('Tab')
  await expect(question.getByRole('button', { name: 'Restart engine' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(question).toBeVisible()
  await page.keyboard.press('Space')
  const control = engineControl(page)
  await expect(control.status).toHaveText('Done', { timeout: STOP_MS })
  await expect(connectionsPage(page).cell('colima', 'status')).toHaveText('Connected')
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  expect(colima.calls).toEqual(['colima restart'])
})

test('an engine that nobody has looked at yet is asked what runs there, before it is stopped', async ({
  engine,
  colima,
  world,
}) => {
  await world.run('web')
  await createContext(engine, colima)
  const app = await launch({ dockerHost: engine.dockerHost, env: colima.env })
  const { page } = app
  await expect(listPage(page, 'Containers').row(world.name('web'))).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('stop engine colima')
  await expect(page.getByRole('option', { name: 'Stop engine colima' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(confirmation(page)).toContainText(
    `This ends 1 running container: "${world.name('web')}".`,
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'colima', exact: true })).toBeVisible()
  expect(colima.calls).toEqual([])
  await close(app)
})

test('on a read-only connection the engine is not steered, whoever asks', async ({
  steered: { page },
  colima,
}) => {
  const connections = connectionsPage(page)
  const control = engineControl(page)
  await connections.open()
  await connections.choose('colima', 'Edit…')
  await connections.enter({ mode: 'Read-only' })
  await connections.dialog.getByRole('button', { name: 'Save' }).click()
  await connections.row('colima').click()
  await control.open()
  await expect(control.region).toContainText('"colima" is read-only: nothing is done to it.')
  await expect(control.button('Stop engine')).toHaveAttribute('aria-disabled', 'true')
  await connections.choose('colima', 'Stop engine')
  await expect(notifications(page)).toContainText('"colima" is read-only')
  // The window may be wrong about it; the main process is not.
  const input = { connection: 'context:colima', verb: 'stop', commands: ['colima stop'] }
  const refused = await askMain(page, 'places.steer', input)
  expect(refused).toMatchObject({ error: { code: 'read-only' } })
  expect(colima.calls).toEqual([])
})

test('the welcome page starts no engine of a read-only connection', async () => {
  const colima = await makeColimaHome()
  const app = await launchAt(colima, 'read-only')
  const start = app.page.getByRole('button', { name: 'Start Colima' })
  await expect(start).toHaveAttribute('aria-disabled', 'true')
  await expect(app.page.getByText('"shared" is read-only')).toBeVisible()
  // The window may be wrong about it; the main process is not.
  const refused = await askMain(app.page, 'places.fix', { fix: START_COLIMA })
  expect(refused).toMatchObject({ error: { code: 'read-only' } })
  expect(colima.calls).toEqual([])
  await close(app)
  await colima.remove()
})

test('the welcome page asks before it starts an engine where everything is confirmed', async () => {
  const colima = await makeColimaHome()
  const app = await launchAt(colima, 'confirm')
  const start = app.page.getByRole('button', { name: 'Start Colima' })
  await start.click()
  await expect(confirmation(app.page)).toContainText('Start Colima?')
  await expect(confirmation(app.page)).toContainText('This runs "colima start".')
  await confirmation(app.page).getByRole('button', { name: 'Cancel' }).click()
  const refused = await askMain(app.page, 'places.fix', { fix: START_COLIMA })
  expect(refused).toMatchObject({ error: { code: 'unconfirmed' } })
  expect(colima.calls).toEqual([])
  await start.click()
  await confirmation(app.page).getByRole('button', { name: 'Run' }).click()
  await expect.poll(() => colima.calls).toEqual(['colima start'])
  await close(app)
  await colima.remove()
})

test('a connection that confirms everything asks before a start too', async ({
  steered: { page },
  colima,
  engine,
}) => {
  const connections = connectionsPage(page)
  const control = engineControl(page)
  await connections.open()
  await connections.choose('colima', 'Edit…')
  await connections.enter({ mode: 'Confirm everything' })
  await connections.dialog.getByRole('button', { name: 'Save' }).click()
  await engine.terminate()
  await connections.row('colima').click()
  await control.open()
  await control.button('Start engine').click()
  await expect(confirmation(page)).toContainText('Start the engine of "colima"?')
  await confirmation(page).getByRole('button', { name: 'Cancel' }).click()
  expect(colima.calls).toEqual([])
})

test('a program that fails says why, here and after one has looked elsewhere', async ({
  steered: { page },
  colima,
}) => {
  const fail = gate()
  colima.act(async ({ say }) => {
    say('the VM does not listen')
    await fail.opened
    return 7
  })
  const connections = connectionsPage(page)
  const control = engineControl(page)
  await connections.open()
  await connections.row('colima').click()
  await control.open()
  await control.stop()
  await expect(control.output('Stop Colima')).toContainText('the VM does not listen')
  await expect(control.button('Restart engine')).toHaveAttribute('aria-disabled', 'true')
  await listPage(page, 'Containers').open()
  fail.open()
  await expect(notifications(page)).toContainText('Stop Colima: It failed with exit code 7')
  await expect(notifications(page)).toContainText('the VM does not listen')
  await notifications(page).getByRole('button', { name: 'Show' }).click()
  await expect(control.status).toHaveText('It failed with exit code 7')
  await expect(control.output('Stop Colima')).toContainText('the VM does not listen')
  await expect(connections.cell('colima', 'status')).toHaveText('Connected')
})

test('one engine has one program at a time, and it can be cancelled', async ({
  steered: { page },
  colima,
}) => {
  await symlink(colima.socketPath, join(colima.home, 'mine.sock'))
  colima.act(({ say }) => {
    say('stopping for ever')
    return new Promise(() => {})
  })
  const connections = connectionsPage(page)
  const control = engineControl(page)
  await connections.open()
  await connections.add({ endpoint: `unix://${colima.home}/mine.sock`, name: 'mine' })
  await connections.row('colima').click()
  await control.open()
  await control.stop()
  await expect(control.output('Stop Colima')).toContainText('stopping for ever')
  await connections.row('mine').click()
  await expect(control.region).toContainText('Run by Colima.')
  // It is seen, and cancelled, from each connection that leads there.
  await expect(control.output('Stop Colima')).toContainText('stopping for ever')
  await expect(control.button('Stop engine')).toHaveAttribute('aria-disabled', 'true')
  await control.button('Cancel Stop Colima').click()
  await expect(control.status).toHaveText('Cancelled')
  await expect(control.button('Stop engine')).toHaveAttribute('aria-disabled', 'false')
  // The button that had the focus is gone.
  await expect(control.button('Stop engine')).toBeFocused()
  expect(colima.calls).toEqual(['colima stop'])
})

test('a program does not outlive the window', async ({ engine, colima }) => {
  const hangUp = gate()
  await createContext(engine, colima)
  const app = await launch({ dockerHost: '', env: { ...colima.env, DOCKER_CONTEXT: 'colima' } })
  colima.act(({ say, ended }) => {
    say('stopping for ever')
    void ended.then(hangUp.open)
    return new Promise(() => {})
  })
  const control = engineControl(app.page)
  await connectionsPage(app.page).open()
  await connectionsPage(app.page).row('colima').click()
  await control.open()
  await control.stop()
  await expect(control.output('Stop Colima')).toContainText('stopping for ever')
  await close(app)
  await hangUp.opened
})

test('where nothing can be done, the page says why', async ({ steered: { page }, engine }) => {
  const connections = connectionsPage(page)
  const control = engineControl(page)
  await connections.open()
  await connections.add({ endpoint: engine.dockerHost, name: 'bare' })
  await connections.add({ endpoint: 'tcp://far.invalid:2375', name: 'far' })
  await connections.row('far').click()
  await control.open()
  await expect(control.region).toContainText('Pilothouse does not manage remote engines.')
  await expect(control.region.getByRole('button')).toHaveCount(0)
})

/** A Docker context as Colima makes one. */
async function createContext(engine: PrivateEngine, { env, socketPath }: ColimaHome) {
  const host = `host=unix://${socketPath}`
  const folder = env['DOCKER_CONFIG'] ?? ''
  await engine.docker('--config', folder, 'context', 'create', 'colima', '--docker', host)
}

/** Something that waits until it is let go on. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open }
}

/** The app on a connection in this mode, which leads to the socket of a Colima that stands still. */
async function launchAt(colima: ColimaHome, mode: ConnectionMode): Promise<App> {
  const userData = await mkdtemp(join(tmpdir(), 'pilothouse-e2e-'))
  const looks = { name: 'shared', mode, colour: '', label: '' }
  const saved = { added: [], choices: { DOCKER_HOST: looks } }
  await writeFile(join(userData, 'connections.json'), JSON.stringify(saved))
  return launch({ dockerHost: `unix://${colima.socketPath}`, userData, env: colima.env })
}
