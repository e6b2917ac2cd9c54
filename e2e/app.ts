import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  expect,
  test as base,
  type ConsoleMessage,
  type ElectronApplication,
  type Page,
} from '@playwright/test'
import { driveApp } from '../scripts/electron/drive-app.mjs'
import { prepareElectron } from '../scripts/electron/electron-runtime.mjs'
import { startPrivateEngine, type PrivateEngine } from '../scripts/engine/private-engine.mjs'
import { useOwnDisplay } from './display.ts'
import { addressWith, secretOf, secretsIn, secretsUnder } from './planted-secrets.ts'
import { createWorld, type World } from './world.ts'

/** The size that the pictures of the design have. */
const WINDOW_SIZE = { width: 1440, height: 900 }

/** A page whose process died gives none, ever. */
const SCREENSHOT_MS = 5000

/** Software GL says this of itself at every start; it concerns no one. */
const HARMLESS = [/software WebGL/i, /GPU stall/i, /GroupMarkerNotSet/i]

/** What the apps of each folder have said so far; it goes once it was searched for secrets. */
const said = new Map<string, string[]>()

export interface App {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** What the page complained of so far: errors, refused content, uncaught exceptions. */
  readonly complaints: readonly string[]
  /** For tests whose proof is that the page complained. */
  readonly forgive: () => void
}

export interface LaunchOptions {
  readonly dockerHost: string
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
  /** Leaves the window as the app opened it. */
  readonly keepSize?: boolean
}

/** Starts the built app as a person would, on the given engine, and waits for its page. */
export async function launch({
  dockerHost,
  userData,
  env = {},
  keepSize = false,
}: LaunchOptions): Promise<App> {
  const folder = userData ?? (await mkdtemp(join(tmpdir(), 'pilothouse-e2e-')))
  if (!keepSize) await placeWindow(folder)
  const electron = await driveApp(await prepareElectron(), {
    ...cleanEnvironment(),
    DOCKER_HOST: dockerHost,
    PILOTHOUSE_USER_DATA: folder,
    PILOTHOUSE_DISCOVERY: 'off',
    // As from a terminal: nobody's login shell is asked.
    TERM: 'xterm',
    PILOTHOUSE_LOG_LEVEL: 'silly',
    HTTPS_PROXY: addressWith('variable-of-app'),
    ...env,
  })
  const hear = listenTo(electron, folder)
  const page = await electron.firstWindow()
  page.on('console', (message) => hear(message.text()))
  const complaints: string[] = []
  page.on('console', (message) => noteComplaint(message, complaints))
  page.on('pageerror', (error) => complaints.push(String(error.stack)))
  return { electron, page, userData: folder, complaints, forgive: () => void complaints.splice(0) }
}

/** As the app itself remembers it: the window opens in this size at once. */
function placeWindow(userData: string): Promise<void> {
  const bounds = { x: 0, y: 0, ...WINDOW_SIZE }
  return writeFile(join(userData, 'window.json'), JSON.stringify({ bounds }))
}

/** Closes the app and removes its folder. It must not have written a secret down, or said one. */
export async function close({ electron, userData }: App): Promise<void> {
  await answerQuit(electron, 'Quit anyway').catch(() => {})
  await electron.close()
  // A later one with the same folder was closed before.
  if (!said.has(userData)) return
  const leaks = [
    ...(await secretsUnder(userData)),
    ...secretsIn('what the app said', said.get(userData)?.join('') ?? ''),
  ]
  said.delete(userData)
  await rm(userData, { recursive: true, force: true })
  expect(leaks).toEqual([])
}

/** Keeps all that an app prints; answers with what keeps more. */
function listenTo(electron: ElectronApplication, userData: string): (text: string) => void {
  const heard = said.get(userData) ?? []
  said.set(userData, heard)
  const hear = (text: unknown) => void heard.push(String(text))
  const { stdout, stderr } = electron.process()
  for (const stream of [stdout, stderr]) stream?.on('data', hear)
  return hear
}

/** Has a person answer so whenever they are asked by the system; answers with what they were asked. */
export async function answerQuit(
  electron: ElectronApplication,
  answer: 'Quit anyway' | 'Keep running',
): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(({ dialog }, answer) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, buttons } = given.at(-1) as { message: string; buttons: string[] }
      asked.push(message)
      return Promise.resolve({ response: buttons.indexOf(answer), checkboxChecked: false })
    }
  }, answer)
  return () =>
    electron.evaluate(() => (globalThis as unknown as { asked: readonly string[] }).asked)
}

export interface WorkerFixtures {
  readonly display: void
  /** A real engine of the tests' own. */
  readonly engine: PrivateEngine
}

export interface TestFixtures {
  /** Objects on the engine under a prefix of this test's own; removed after it. */
  readonly world: World
  /** The app, on the engine, with a fresh folder. It must not have complained of anything. */
  readonly app: App
  readonly page: Page
  /** Every folder of an app must have been searched for secrets. */
  readonly searched: void
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  display: [useOwnDisplay, { scope: 'worker', auto: true }],
  engine: [
    async ({}, use) => {
      const imageEnv = { PLANTED: secretOf('variable-of-image') }
      const engine = await startPrivateEngine({ name: 'e2e', imageEnv })
      await use(engine)
      await engine.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  searched: [
    async ({}, use, info) => {
      await use()
      // One that failed did not get as far as to close them all.
      if (info.status === info.expectedStatus) expect([...said.keys()]).toEqual([])
      said.clear()
    },
    { auto: true },
  ],
  world: async ({ engine }, use, { testId }) => {
    const world = createWorld(engine, `t${testId.slice(-6)}`)
    await use(world)
    await world.remove()
  },
  // After `world`: the app closes first, so that it never sees its objects torn down.
  app: async ({ engine, world: _world }, use, info) => {
    const app = await launch({ dockerHost: engine.dockerHost })
    await use(app)
    if (info.status !== info.expectedStatus) await attachScreenshot(app, info)
    await close(app)
    expect(app.complaints).toEqual([])
  },
  page: async ({ app }, use) => use(app.page),
})

export { expect }

function noteComplaint(message: ConsoleMessage, complaints: string[]): void {
  const text = message.text()
  if (message.type() !== 'error' && !/Content Security Policy/.test(text)) return
  if (!HARMLESS.some((pattern) => pattern.test(text))) complaints.push(text)
}

async function attachScreenshot(
  { page }: App,
  info: { attach: (name: string, body: object) => Promise<void> },
) {
  const body = await page.screenshot({ timeout: SCREENSHOT_MS }).catch(() => undefined)
  if (body) await info.attach('window', { body, contentType: 'image/png' })
}

/** Our own environment without what would point the app at another engine. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('DOCKER_'))
  return Object.fromEntries(entries)
}
