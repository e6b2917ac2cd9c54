import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSshServer, type SshServer } from '../scripts/engine/ssh-server.mjs'
import { close, expect, launch, test as base, type App } from './app.ts'
import { connectionsPage, switcher } from './pages/connections.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'

/** A folder with an `ssh` in it that knows this configuration, and nobody's own ~/.ssh. */
async function makeSsh({ client }: SshServer, config: string): Promise<string> {
  const bin = await mkdtemp(join(tmpdir(), 'pilothouse-bin-'))
  // The system's ssh finds ~/.ssh without asking the environment.
  await writeFile(join(bin, 'ssh'), `#!/bin/sh\nexec '${client}' -F '${config}' "$@"\n`)
  await chmod(join(bin, 'ssh'), 0o755)
  return bin
}

/** A real ssh server before the engine, and the app on a machine whose `ssh` knows it. */
const test = base.extend<{ readonly server: SshServer; readonly remote: App }>({
  server: async ({ engine }, use) => {
    const server = await startSshServer({ engineSocket: engine.socketPath })
    await use(server)
    await server.stop()
  },
  remote: async ({ server }, use) => {
    const bin = await makeSsh(server, server.clientConfig)
    const env = { PATH: `${bin}:${process.env['PATH']}` }
    const app = await launch({ dockerHost: 'unix:///nowhere/docker.sock', env })
    await use(app)
    await close(app)
    await rm(bin, { recursive: true })
  },
})

const addressOf = ({ user, host, port }: SshServer) => `ssh://${user}@${host}:${port}`

test('an engine behind ssh is tested, added, and steered like any other', async ({
  remote,
  server,
  world,
}) => {
  const { page } = remote
  const name = world.name('web')
  await world.create('web')
  const connections = connectionsPage(page)
  await connections.open()
  await page.getByRole('button', { name: 'Add connection', exact: true }).click()
  await connections.enter({ endpoint: addressOf(server), name: 'server' })
  await connections.dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(connections.steps.nth(2)).toContainText(/127\.0\.0\.1 · \d+ ms/, { timeout: 20_000 })
  await expect(connections.steps.nth(4)).toContainText(/Engine 20\.10/)
  await connections.dialog.getByRole('button', { name: 'Add connection', exact: true }).click()
  await expect(connections.cell('server', 'status')).toHaveText('Connected', { timeout: 20_000 })
  await expect(connections.cell('server', 'kind')).toHaveText('ssh')
  await expect(connections.cell('server', 'marks')).toContainText('remote')
  await connections.row('server').dblclick()
  await expect(switcher(page)).toHaveAccessibleName(/^Connection: server/)
  const containers = listPage(page, 'Containers')
  await containers.row(name).click()
  await page.keyboard.press('s')
  await expect(containers.cell(name, 'status')).toHaveText('Running')
  await page.keyboard.press('t')
  const terminal = dock(page).terminal(name)
  await expect(terminal.screen).toContainText(/[#$]/)
  await page.keyboard.type('echo over $((40 + 2))\n')
  await expect(terminal.screen).toContainText('over 42')
})

test('a changed host key is a hard stop, told with the fingerprint', async ({ remote, server }) => {
  await server.changeHostKey()
  const connections = connectionsPage(remote.page)
  await connections.open()
  await connections.add({ endpoint: addressOf(server), name: 'server' })
  await connections.row('server').click()
  const pane = remote.page.getByRole('region', { name: 'server', exact: true })
  await expect(pane.getByRole('alert')).toContainText('SHA256:', { timeout: 20_000 })
  await expect(pane.getByRole('alert')).toContainText(/changed|not the one/)
})

test('a key that the form names logs in, where the configuration names another', async ({
  server,
}) => {
  await server.makeKey('named')
  await server.authorize('named')
  const config = join(server.folder, 'keyless-config')
  await writeFile(config, server.configFor('missing'))
  const bin = await makeSsh(server, config)
  const env = { PATH: `${bin}:${process.env['PATH']}` }
  const app = await launch({ dockerHost: 'unix:///nowhere/docker.sock', env })
  const connections = connectionsPage(app.page)
  await connections.open()
  const endpoint = addressOf(server)
  await connections.add({ endpoint, identity: join(server.folder, 'named'), name: 'server' })
  await expect(connections.cell('server', 'status')).toHaveText('Connected', { timeout: 20_000 })
  await close(app)
  await rm(bin, { recursive: true })
})

test('a connection that Podman keeps is there with the key that it alone names', async ({
  server,
}) => {
  await server.makeKey('podman')
  await server.authorize('podman')
  const config = join(server.folder, 'keyless-config')
  await writeFile(config, server.configFor('missing'))
  const bin = await makeSsh(server, config)
  const home = await mkdtemp(join(tmpdir(), 'pilothouse-home-'))
  await mkdir(join(home, '.config/containers'), { recursive: true })
  const URI = `${addressOf(server)}/run/docker.sock`
  const Connections = { lab: { URI, Identity: join(server.folder, 'podman') } }
  await writeFile(
    join(home, '.config/containers/podman-connections.json'),
    JSON.stringify({ Connection: { Default: 'lab', Connections } }),
  )
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: '',
    PATH: `${bin}:${process.env['PATH']}`,
    PILOTHOUSE_DISCOVERY: home,
  }
  const app = await launch({ dockerHost: 'unix:///nowhere/docker.sock', env })
  const connections = connectionsPage(app.page)
  await connections.open()
  await expect(connections.cell('Podman (lab)', 'status')).toHaveText('Connected', {
    timeout: 20_000,
  })
  await expect(connections.cell('Podman (lab)', 'endpoint')).toHaveText(URI)
  await connections.row('Podman (lab)').click()
  await app.page.getByRole('button', { name: 'Test…', exact: true }).click()
  await expect(connections.steps.nth(4)).toContainText(/Engine 20\.10/, { timeout: 20_000 })
  await close(app)
  for (const folder of [bin, home]) await rm(folder, { recursive: true })
})
