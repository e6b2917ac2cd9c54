import './uncaught.ts'
import { dockerEnvironment, type DockerEnvironment } from './environment.ts'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { app, BrowserWindow, nativeTheme, powerMonitor, session } from 'electron'
import * as z from 'zod'
import { contract } from '#shared/contract/index.ts'
import { SavedDock } from '#shared/contract/dock.ts'
import { Settings } from '#shared/contract/settings.ts'
import { registerAppScheme } from './app-origin.ts'
import { admit, whyEnd } from './admit.ts'
import { askBeforeQuit } from './ask-before-quit.ts'
import {
  createBlindScout,
  createEngines,
  createLogThread,
  createScout,
  dockerFolder,
  SavedConnections,
  type Engine,
  type Scout,
  thisMachine,
  watchDockerConfig,
} from './engine/index.ts'
// oxlint-disable-next-line import/default -- the build puts the path of that program here
import logReader from './engine/log-source/log-reader.ts?modulePath'
import { createBuildBook, createSources, SavedBuilds } from './features/builds/index.ts'
import { createTrash } from './features/containers/index.ts'
import { createTasks } from './features/tasks/index.ts'
import { tellOutside } from './tell-outside.ts'
import { createSidecars } from './features/terminal/index.ts'
import { followLoginShell } from './follow-login-shell.ts'
import { createHandlers } from './handlers.ts'
import { serve } from './ipc/server.ts'
import { openJsonFile, type UnreadableFile } from './json-file.ts'
import { keyStore } from './key-store.ts'
import { log, withoutFields } from './log.ts'
import { setMenuBar } from './menu.ts'
import type { MenuListeners } from './features/desktop/index.ts'
import { notices } from './notices.ts'
import {
  createLogins,
  createOwnLogins,
  createRegistryTrusts,
  SavedLogins,
} from './registries/index.ts'
import { createChosenPlaces } from './saving/chosen-places.ts'
import { sweepPageFiles } from './sweep-page-files.ts'
import { isTrusted } from './trusted-sender.ts'
import { openMainWindow, prepareSession } from './window.ts'
import { WindowBounds } from './window-bounds.ts'

/** What names this app on engines, to itself alone. */
const Instance = z.object({
  id: z
    .string()
    .min(1)
    .default(() => randomUUID()),
})

/** An engine that was only looked at, on a page of many, is asked no more. */
const IDLE_MS = 10 * 60_000

const userData = process.env['PILOTHOUSE_USER_DATA']
if (userData) app.setPath('userData', userData)

if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  const tell = (file: UnreadableFile) => notices.add({ kind: 'unreadable-file', ...file })
  const open = <S extends z.ZodType>(name: string, schema: S) =>
    openJsonFile(join(app.getPath('userData'), name), schema, tell)
  const settings = open('settings.json', Settings)
  const bounds = open('window.json', WindowBounds)
  const dock = open('dock.json', SavedDock)
  const shelf = open('connections.json', SavedConnections)
  const self = open('instance.json', Instance)
  const savedLogins = open('logins.json', SavedLogins)
  const savedBuilds = open('builds.json', SavedBuilds)
  const owner = { id: self.value.id, keep: () => self.save(self.value) }
  const sidecars = createSidecars(owner)
  /** Whoever put a container into the trash has said yes to its end; one may still not change. */
  const trash = createTrash({
    owner,
    mayTend: ({ connection }) => modeOf(connection.id) !== 'read-only',
  })
  const logThread = createLogThread(
    () => new Worker(logReader),
    (cause) => log.error('The thread that reads logs failed', withoutFields(cause)),
  )
  // Demos and tests must not see the machine's own engines: "off", or a folder to take for its root.
  const discovery = process.env['PILOTHOUSE_DISCOVERY']
  const root = discovery === 'off' ? undefined : discovery
  let dockerConfig = dockerFolder(dockerEnvironment)
  const logins = createLogins({
    folder: () => dockerConfig,
    machine: thisMachine(),
    own: createOwnLogins(savedLogins, keyStore),
  })
  const trusts = createRegistryTrusts(thisMachine(root), () => dockerConfig)
  const engines = createEngines({
    environment: dockerEnvironment,
    registryAuth: (reference, signal) => logins.registryAuth(reference, signal),
    shelf,
    root,
    logThread,
    onConnected(engine) {
      void sweep(engine)
      void tend(engine)
    },
  })
  const scout =
    discovery === 'off' ? createBlindScout(engines) : createScout(engines, thisMachine(root))
  const watchConfig = (environment: DockerEnvironment) =>
    watchDockerConfig(dockerFolder(environment), () => engines.reload())
  let stopWatching = watchConfig(dockerEnvironment)
  if (discovery !== 'off') {
    void followLoginShell((environment) => {
      stopWatching()
      stopWatching = watchConfig(environment)
      dockerConfig = dockerFolder(environment)
      engines.adopt(environment)
      lookForEngines(scout)
    })
  }
  const modeOf = (id: string) => engines.list().find((one) => one.id === id)?.mode
  /**
   * What an earlier run left goes, where we may change anything unasked. It is ours, and still nobody
   * said yes to it: where everything is confirmed, it goes with the next debug shell that they agree to.
   */
  async function sweep(engine: Engine): Promise<void> {
    if (modeOf(engine.connection.id) !== 'full') return
    await sidecars.sweep(engine).catch((cause: unknown) => {
      log.warn('Cannot remove the containers of earlier debug shells', withoutFields(cause))
    })
  }
  async function tend(engine: Engine): Promise<void> {
    await trash.tend(engine).catch((cause: unknown) => {
      log.warn('Cannot remove what was in the trash for long enough', withoutFields(cause))
    })
  }
  const menuListeners: MenuListeners = new Set()
  const chosen = createChosenPlaces()
  const book = createBuildBook({
    index: savedBuilds,
    folder: join(app.getPath('userData'), 'builds'),
    onFault: (what, cause) => log.warn(`Cannot ${what}`, withoutFields(cause)),
  })
  const tasks = createTasks({
    engines,
    onEnd: (task) => tellOutside(task, { onTold: () => tasks.told([task.id]), onOpen: showWindow }),
  })
  const applySettings = ({ theme }: Settings) => (nativeTheme.themeSource = theme)

  registerAppScheme()
  applySettings(settings.value)
  const parts = {
    engines,
    sidecars,
    trash,
    scout,
    settings,
    applySettings,
    dock,
    menuListeners,
    notices,
    chosen,
    tasks,
    logins,
    sources: createSources(),
    book,
    trusts,
  }
  serve(contract, createHandlers(parts), {
    isTrusted,
    admit(endpoint, input, confirmed) {
      const behindFix = (fix: string) => scout.behindFix(fix)
      admit({ endpoint, input, confirmed }, engines.list(), behindFix)
    },
    whyEnd: (endpoint, input) => whyEnd({ endpoint, input }, engines.list()),
    onChange: (listener) => engines.onList(listener),
  })
  app.on('second-instance', () => showWindow() || openMainWindow(bounds))
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit())
  askBeforeQuit(() => tasks.list().filter(({ state }) => state.kind === 'running'))
  finishBeforeQuit(() => [
    // What is said of a build last comes with its end.
    tasks.close().then(() => book.settled()),
    engines.close(),
    scout.close(),
    shelf.settled(),
    self.settled(),
    savedLogins.settled(),
    settings.settled(),
    bounds.settled(),
    // Views that are closed with the window have no time to do it themselves.
    sweepPageFiles(session.defaultSession),
    dock.settled(),
    // What is half written when its view goes is removed.
    chosen.settled(),
  ])

  void app.whenReady().then(() => {
    prepareSession()
    setMenuBar((id) => menuListeners.forEach((listener) => listener(id)))
    openMainWindow(bounds).once('show', () => {
      lookForEngines(scout)
      logThread.warm()
    })
    // Not sooner: macOS sends it at the start as well, when no window can be made yet.
    app.on('activate', () => BrowserWindow.getAllWindows().length > 0 || openMainWindow(bounds))
    powerMonitor.on('resume', () => engines.checkNow())
    setInterval(() => engines.letGoIdle(IDLE_MS), IDLE_MS).unref()
  })
}

/** Once the window is there: it waits for nothing that this finds. */
function lookForEngines(scout: Scout): void {
  const complain = (cause: unknown) => log.warn('Cannot look for engines', withoutFields(cause))
  scout.look({ signal: new AbortController().signal }).catch(complain)
}

/** Shells and programs of ours end first, and files are written: mostly half a second. */
function finishBeforeQuit(work: () => readonly Promise<void>[]): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    // All windows are closed by now, and a second `quit` would be ignored until this one is over.
    void Promise.allSettled(work()).then(() => app.exit())
  })
}

/** A second start only shows what is there, if anything; its arguments are not carried out. */
function showWindow(): boolean {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
  return window !== undefined
}
