import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { installHelper } from '../electron/registries/helper.fixture.ts'
import { startPasswordRegistry } from '../scripts/engine/password-registry.mjs'
import { commandLineOf, descendantsOf } from '../scripts/engine/process-table.mjs'
import { close, expect, launch, test as base, type App } from './app.ts'
import { connectionsPage } from './pages/connections.ts'
import { dock } from './pages/dock.ts'
import { confirmation, listPage, notifications, type ListName } from './pages/list-page.ts'
import { runForm } from './pages/run-form.ts'
import {
  addressWith,
  PLACES,
  secretOf,
  secretsIn,
  secretsUnder,
  type Place,
} from './planted-secrets.ts'
import type { World } from './world.ts'

/** Often enough for most helpers; each look reads a line of each process. */
const LOOK_MS = 50

/** Its words after this go into the log and into a file. */
const WRITE = `echo "$0"; echo "$1" > /notes.txt; trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done`

/** Notes that the secret of a place is there, and answers with it. */
type Plant = (place: Place) => string

interface Fixtures {
  readonly plant: Plant
  /** Docker's settings, a credential helper, and a folder for what is temporary. */
  readonly home: string
  readonly secretive: App
  readonly registry: Awaited<ReturnType<typeof startPasswordRegistry>>
}

const test = base.extend<Fixtures>({
  plant: async ({}, use, info) => {
    // These two are with each test.
    const planted = new Set<Place>(['variable-of-image', 'variable-of-app'])
    await use((place) => {
      planted.add(place)
      return secretOf(place)
    })
    const isWhole = info.status === info.expectedStatus
    if (isWhole) expect([...planted].toSorted()).toEqual([...PLACES].toSorted())
  },
  home: async ({ plant }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'pilothouse-home-'))
    await mkdir(join(home, 'docker'))
    await mkdir(join(home, 'tmp'))
    installHelper(home, 'standin')
    const auth = Buffer.from(`me:${plant('login-of-docker')}`).toString('base64')
    await writeFile(
      join(home, 'docker', 'config.json'),
      JSON.stringify({
        auths: { 'lab.example': { auth } },
        HttpHeaders: { 'X-Token': plant('header-of-docker') },
        credHelpers: { '127.0.0.1:5055': 'standin' },
      }),
    )
    await use(home)
    await rm(home, { recursive: true })
  },
  registry: async ({ engine }, use) => {
    const registry = await startPasswordRegistry(engine)
    await use(registry)
    await registry.close()
  },
  secretive: async ({ engine, home }, use) => {
    const PATH = `${join(home, 'bin')}:${process.env['PATH']}`
    const env = { PATH, DOCKER_CONFIG: join(home, 'docker'), TMPDIR: join(home, 'tmp') }
    const app = await launch({ dockerHost: engine.dockerHost, env })
    const commandLines = watchCommandLines(app.electron.process().pid ?? 0)
    await use(app)
    expect(secretsIn('command lines', commandLines.stop())).toEqual([])
    await close(app)
    expect(await secretsUnder(join(home, 'tmp'))).toEqual([])
    expect(app.complaints).toEqual([])
  },
})

test('twenty secrets are written down nowhere, whatever one does with what holds them', async ({
  home,
  plant,
  registry,
  secretive,
  world,
}) => {
  test.slow()
  const { page } = secretive
  await plantObjects(world, plant)
  await lookAtContainer(secretive, world)
  await lookAtOthers(page, world)
  await useTerminal(page, world, plant)
  await failToRun(page, world, plant('pasted-line'))
  await failToConnect(page, plant)
  await logInAndOut(page, registry, plant('refused-login'))
  // Its input alone tells a helper what it keeps.
  expect(secretsIn('calls', await readFile(join(home, 'calls'), 'utf8'))).toEqual([])
  // What is open when the app ends is written down, to come back.
  await expect(dock(page).tab(`Logs: ${world.name('box')}`)).toBeVisible()
  await expect(dock(page).tab(`Terminal: ${world.name('box')}`)).toBeVisible()
})

async function plantObjects(world: World, plant: Plant): Promise<void> {
  plant('proxy-of-container')
  const login = `username=me,password=${plant('option-of-volume')}`
  const options = ['type=cifs', 'device=//lab/share', `o=${login}`].map((one) => `--opt=${one}`)
  await world.docker('volume', 'create', ...options, world.name('data'))
  const label = `note=${plant('label-of-network')}`
  await world.docker('network', 'create', '--label', label, world.name('net'))
  const id = await world.run('box', {
    flags: [
      `--env=API_TOKEN=${plant('variable-of-container')}`,
      `--env=HTTP_PROXY=${addressWith('proxy-of-container')}`,
      `--label=note=${plant('label-of-container')}`,
      `--health-cmd=true --password=${plant('health-check')}`,
    ],
    command: ['sh', '-c', WRITE, plant('log-line'), plant('file')],
  })
  // The engine says this word when it fails to start.
  await world.create('broken', { command: [plant('argument')] })
  await expect.poll(() => world.docker('exec', id, 'ls', '/')).toContain('notes')
  const message = `--message=${plant('history-of-image')}`
  const change = `--change=LABEL note=${plant('label-of-image')}`
  await world.docker('commit', message, change, id, `${world.prefix}/copy:1`)
}

async function lookAtContainer(app: App, world: World): Promise<void> {
  const { page, electron } = app
  const name = world.name('box')
  const containers = listPage(page, 'Containers')
  await containers.row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  const open = (tab: string) => pane.getByRole('tab', { name: tab, exact: true }).click()
  await open('Env')
  await expect(pane).toContainText('API_TOKEN')
  const hidden = [secretOf('variable-of-container'), addressWith('proxy-of-container')]
  for (const secret of hidden) await expect(pane).not.toContainText(secret)
  await open('Inspect')
  await pane.getByRole('textbox', { name: `Inspect ${name}` }).click()
  await page.keyboard.press('ControlOrMeta+F')
  await page.keyboard.type('API_TOKEN')
  await page.keyboard.press('Enter')
  await expect(pane).toContainText('API_TOKEN=••••••••')
  for (const secret of hidden) await expect(pane).not.toContainText(secret)
  await open('Files')
  await pane.getByRole('grid', { name: 'Files' }).getByRole('row', { name: 'notes.txt' }).dblclick()
  await expect(pane).toContainText(secretOf('file'))
  await open('Processes')
  await expect(pane).toContainText(secretOf('log-line'))

  await containers.choose(name, 'Copy as docker run')
  await expect(notifications(page)).toContainText('may be secret: masked.')
  const copied = await electron.evaluate(({ clipboard }) => clipboard.readText())
  for (const secret of hidden) expect(copied).not.toContain(secret)

  await containers.row(name).click()
  await page.keyboard.press('l')
  await expect(dock(page).logs(name).visible).toContainText(secretOf('log-line'))
  await containers.row(world.name('broken')).click()
  await page.keyboard.press('s')
  await expect(notifications(page)).toContainText(secretOf('argument'))
}

async function lookAtOthers(page: Page, world: World): Promise<void> {
  const look = async (list: ListName, name: string, tab: string, place: Place) => {
    await listPage(page, list).open()
    await listPage(page, list).row(name).click()
    const pane = page.getByRole('region', { name, exact: true })
    await pane.getByRole('tab', { name: tab, exact: true }).click()
    await expect(pane).toContainText(secretOf(place))
  }
  await look('Images', `${world.prefix}/copy:1`, 'Config', 'label-of-image')
  await look('Images', `${world.prefix}/copy:1`, 'Inspect', 'history-of-image')
  await look('Networks', world.name('net'), 'Inspect', 'label-of-network')
  await listPage(page, 'Volumes').open()
  const name = world.name('data')
  await listPage(page, 'Volumes').row(name).click()
  const pane = page.getByRole('region', { name, exact: true })
  await pane.getByRole('tab', { name: 'Inspect', exact: true }).click()
  await expect(pane).toContainText('//lab/share')
  await expect(pane).not.toContainText(secretOf('option-of-volume'))
}

async function useTerminal(page: Page, world: World, plant: Plant): Promise<void> {
  const name = world.name('box')
  const containers = listPage(page, 'Containers')
  await containers.open()
  // Other clients' programs come as events, with all of their words.
  const secret = plant('variable-of-terminal')
  const program = plant('program-of-exec')
  await world.docker('exec', '--detach', name, 'sh', '-c', 'sleep 1000; :', program)
  await containers.choose(name, 'Open terminal with options…')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Environment/).fill(`WORD=${secret}`)
  await dialog.getByRole('button', { name: 'Open terminal' }).click()
  const terminal = dock(page).terminal(name)
  await terminal.type('echo "said: $WORD"')
  await expect(terminal.screen).toContainText(`said: ${secret}`)
}

async function failToRun(page: Page, world: World, secret: string): Promise<void> {
  const form = runForm(page)
  await page.getByRole('button', { name: 'Run container' }).click()
  await form.paste(
    `docker run --name ${world.name('box')} -e PASSWORD=${secret} busybox:local ${secret}`,
  )
  await expect(form.checks).toContainText('The name is taken')
  await form.button('Create only').click()
  await expect(form.problem).toContainText('Cannot create container')
  await form.button('Cancel').click()
  await confirmation(page).getByRole('button', { name: 'Discard', exact: true }).click()
}

async function failToConnect(page: Page, plant: Plant): Promise<void> {
  plant('address-of-engine')
  const connections = connectionsPage(page)
  await connections.open()
  await page.getByRole('button', { name: 'Add connection', exact: true }).click()
  await connections.enter({ endpoint: addressWith('address-of-engine', 'tcp'), name: 'lab' })
  await connections.dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(connections.steps.first()).toContainText('is not one that we know')
  await connections.dialog.getByRole('button', { name: 'Add connection', exact: true }).click()
  await expect(connections.dialog.getByRole('alert').first()).toContainText('is not one that we')
  await connections.dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
}

async function logInAndOut(
  page: Page,
  { host, user, password }: Fixtures['registry'],
  wrong: string,
): Promise<void> {
  const registries = listPage(page, 'Registries')
  await registries.open()
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Server').fill(host)
  await dialog.getByLabel('User').fill(user)
  for (const secret of [wrong, password]) {
    await dialog.getByLabel('Password or access token').fill(secret)
    await dialog.getByRole('button', { name: 'Log in', exact: true }).click()
    if (secret === wrong) await expect(dialog.getByRole('alert')).toContainText('does not accept')
  }
  await expect(registries.row(host)).toContainText('Logged in')
  await registries.choose(host, 'Log out…')
  await confirmation(page).getByRole('button', { name: 'Log out', exact: true }).click()
  await expect(registries.row(host)).toHaveCount(0)
}

/** Notes the command lines of all programs that a process starts, and of those that they start. */
function watchCommandLines(root: number) {
  const seen = new Set<string>()
  const timer = setInterval(() => {
    for (const pid of [root, ...descendantsOf(root)]) seen.add(commandLineOf(pid).join('\n'))
  }, LOOK_MS)
  return {
    stop() {
      clearInterval(timer)
      return [...seen].join('\n')
    },
  }
}
