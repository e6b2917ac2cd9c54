import './uncaught.ts'
import { dockerEnvironment } from './environment.ts'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, powerMonitor } from 'electron'
import { contract } from '#shared/contract/index.ts'
import { Settings } from '#shared/contract/settings.ts'
import { registerAppScheme } from './app-origin.ts'
import { admit } from './admit.ts'
import { createEngines } from './engine/index.ts'
import { createHandlers } from './handlers.ts'
import { serve } from './ipc/server.ts'
import { openJsonFile, type UnreadableFile } from './json-file.ts'
import { setMenuBar } from './menu.ts'
import type { MenuListeners } from './features/desktop/index.ts'
import { notices } from './notices.ts'
import { isTrusted } from './trusted-sender.ts'
import { openMainWindow, prepareSession } from './window.ts'
import { WindowBounds } from './window-bounds.ts'

const userData = process.env['PILOTHOUSE_USER_DATA']
if (userData) app.setPath('userData', userData)

if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  const tell = (file: UnreadableFile) => notices.add({ kind: 'unreadable-file', ...file })
  const settings = openJsonFile(join(app.getPath('userData'), 'settings.json'), Settings, tell)
  const bounds = openJsonFile(join(app.getPath('userData'), 'window.json'), WindowBounds, tell)
  const engines = createEngines({ environment: dockerEnvironment })
  const menuListeners: MenuListeners = new Set()
  const applySettings = ({ theme }: Settings) => (nativeTheme.themeSource = theme)

  registerAppScheme()
  applySettings(settings.value)
  serve(contract, createHandlers({ engines, settings, applySettings, menuListeners, notices }), {
    isTrusted,
    admit: (endpoint, input) => admit(engines.list(), endpoint, input),
  })
  app.on('second-instance', () => showWindow() || openMainWindow(bounds))
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit())
  finishBeforeQuit(() => [engines.close(), settings.settled(), bounds.settled()])

  void app.whenReady().then(() => {
    prepareSession()
    setMenuBar((id) => menuListeners.forEach((listener) => listener(id)))
    openMainWindow(bounds)
    // Not sooner: macOS sends it at the start as well, when no window can be made yet.
    app.on('activate', () => BrowserWindow.getAllWindows().length > 0 || openMainWindow(bounds))
    powerMonitor.on('resume', () => engines.checkNow())
  })
}

/** Shells that are open end on their engines first, and files are written: half a second. */
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
