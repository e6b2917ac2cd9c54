import { join } from 'node:path'
import { BrowserWindow, nativeTheme, session, type WebContents } from 'electron'
import { APP_URL, serveAppOrigin } from './app-origin.ts'
import type { JsonFile } from './json-file.ts'
import { log } from './log.ts'
import { sweepPageFiles } from './sweep-page-files.ts'
import { MIN_SIZE, placeFor, rememberBounds, type WindowBounds } from './window-bounds.ts'

/** The colour behind the page until it paints: `--bg` of both themes. */
const BACKGROUND = { dark: '#0f1216', light: '#f3f5f8' }

const ICON = join(__dirname, '../../build-resources/icon.png')

/** A page that keeps crashing is not reloaded for ever. */
const MAX_CRASHES = 3
const CRASH_WINDOW_MS = 60_000

/** Opens the main window on the page that the build made. */
export function openMainWindow(bounds: JsonFile<WindowBounds>): BrowserWindow {
  const window = new BrowserWindow({
    ...placeFor(bounds.value),
    ...MIN_SIZE,
    show: false,
    // Packages carry it themselves on Windows and macOS; a Linux window has none of its own.
    ...(process.platform === 'linux' && { icon: ICON }),
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: join(__dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // Chromium would fetch dictionaries.
      spellcheck: false,
      // Engine events and logs must be taken in while the window is hidden.
      backgroundThrottling: false,
    },
  })
  if (bounds.value.maximized) window.maximize()
  rememberBounds(window, bounds)
  confine(window.webContents)
  reloadAfterCrash(window.webContents)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(APP_URL)
  return window
}

/** Sets the session up once: our origin alone, and no permission for anybody. */
export function prepareSession(): void {
  const { defaultSession } = session
  // What a crash left behind. Nothing waits for it: no log is open before the page is.
  void sweepPageFiles(defaultSession)
  serveAppOrigin(defaultSession, join(__dirname, '../renderer'))
  // Electron grants everything unless both are set.
  defaultSession.setPermissionRequestHandler((_contents, _permission, reply) => reply(false))
  defaultSession.setPermissionCheckHandler(() => false)
}

/** The page stays the page: no navigation, no second window, no web view. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function reloadAfterCrash(contents: WebContents): void {
  let crashes: number[] = []
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error(`The window's process is gone: ${reason} (${exitCode})`)
    crashes = [...crashes.filter((at) => at > Date.now() - CRASH_WINDOW_MS), Date.now()]
    void sweepPageFiles(contents.session)
    if (crashes.length <= MAX_CRASHES) contents.reload()
  })
}
