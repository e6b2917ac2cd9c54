import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { close, expect, launch, test, type App } from './app.ts'
import { connectionsPage, switcher } from './pages/connections.ts'
import { engineStatus, listPage } from './pages/list-page.ts'

interface Desk {
  readonly home: string
  /** The app, started as from a desktop, by a person with this login shell. */
  start(script: string): Promise<App>
}

/** A home folder with a login shell in it; it is the root, too. */
const onDesk = test.extend<{ readonly desk: Desk }>({
  desk: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'pilothouse-home-'))
    const apps: App[] = []
    await use({
      home,
      async start(script) {
        const shell = join(home, 'shell')
        await writeFile(shell, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
        const env = {
          HOME: home,
          SHELL: shell,
          TERM: '',
          XDG_RUNTIME_DIR: join(home, 'run'),
          PILOTHOUSE_DISCOVERY: home,
        }
        const app = await launch({ dockerHost: '', env })
        apps.push(app)
        return app
      },
    })
    for (const app of apps) await close(app)
    await rm(home, { recursive: true })
  },
})

onDesk(
  'DOCKER_HOST of the login shell is the engine that is shown, and says so',
  async ({ desk, engine, world }) => {
    await world.create('web')
    const app = await desk.start(`export DOCKER_HOST=${engine.dockerHost}; exec /bin/sh -c "$2"`)
    await expect(engineStatus(app.page)).toContainText(/^Connected/)
    await expect(switcher(app.page)).toHaveAccessibleName(/^Connection: DOCKER_HOST/)
    await expect(listPage(app.page, 'Containers').row(world.name('web'))).toBeVisible()
    const connections = connectionsPage(app.page)
    await connections.open()
    await connections.row('DOCKER_HOST').click()
    const pane = app.page.getByRole('region', { name: 'DOCKER_HOST', exact: true })
    await expect(pane).toContainText('DOCKER_HOST from your login shell')
    await expect(connections.cell('default', 'endpoint')).toHaveText(
      `unix://${desk.home}/var/run/docker.sock`,
    )
    // dockerode would follow it, whatever it is told.
    expect(await app.electron.evaluate(() => process.env['DOCKER_HOST'])).toBeUndefined()
    expect(app.complaints).toEqual([])
  },
)

onDesk('a program is found by the PATH of the login shell', async ({ desk, engine }) => {
  const profile = join(desk.home, '.colima/default')
  await mkdir(profile, { recursive: true })
  await writeFile(join(profile, 'colima.yaml'), '')
  const tools = join(desk.home, 'tools')
  await mkdir(tools)
  const start = `#!/bin/sh\nln -s ${engine.socketPath} ${join(profile, 'docker.sock')}\n`
  await writeFile(join(tools, 'colima'), start, { mode: 0o755 })
  const app = await desk.start(`export PATH=${tools}:$PATH; exec /bin/sh -c "$2"`)
  await app.page.getByRole('button', { name: 'Start Colima' }).click()
  await expect(switcher(app.page)).toHaveAccessibleName(/^Connection: Colima/)
})

onDesk('a login shell that fails is in nobody’s way, and said in the log', async ({ desk }) => {
  const app = await desk.start('echo broken >&2; exit 1')
  await expect(app.page.getByText('No container engine answers')).toBeVisible()
  const logs = await app.electron.evaluate(({ app: main }) => main.getPath('logs'))
  await expect
    .poll(() => readFile(join(logs, 'main.log'), 'utf8'))
    .toMatch(/login shell .*shell did not tell its environment Error: It ended before/)
  expect(app.complaints).toEqual([])
})

onDesk(
  'a login shell that hangs is in nobody’s way, and does not outlive the window',
  async ({ desk }) => {
    const pidFile = join(desk.home, 'pid')
    const app = await desk.start(`trap '' TERM; sleep 1000 & echo $! > '${pidFile}'; wait`)
    await expect(app.page.getByText('No container engine answers')).toBeVisible()
    await expect.poll(() => readFile(pidFile, 'utf8').catch(() => '')).toMatch(/\d+\n/)
    const pid = Number(await readFile(pidFile, 'utf8'))
    expect(isAlive(pid)).toBe(true)
    await app.electron.close()
    await expect.poll(() => isAlive(pid)).toBe(false)
  },
)

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
