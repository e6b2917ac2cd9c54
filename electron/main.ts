import './uncaught.ts'
import { dockerEnvironment } from './environment.ts'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, powerMonitor, type IpcMainEvent } from 'electron'
import { contract } from '#shared/contract/index.ts'
import { Settings } from '#shared/contract/settings.ts'
import { APP_URL, registerAppScheme } from './app-origin.ts'
import { admit } from './admit.ts'
import { createEngines } from './engine/index.ts'
import { createHandlers } from './handlers.ts'
import { serve } from './ipc/server.ts'
import { openJsonFile } from './json-file.ts'
import { setMenuBar } from './menu.ts'
import type { MenuListeners } from './features/desktop/index.ts'
import { openMainWindow, prepareSession } from './window.ts'
import { WindowBounds } from './window-bounds.ts'

const userData = process.env['PILOTHOUSE_USER_DATA']
if (userData) app.setPath('userData', userData)

if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  const settings = openJsonFile(join(app.getPath('userData'), 'settings.json'), Settings)
  const bounds = openJsonFile(join(app.getPath('userData'), 'window.json'), WindowBounds)
  const engines = createEngines({ environment: dockerEnvironment })
  const menuListeners: MenuListeners = new Set()
  const applySettings = ({ theme }: Settings) => (nativeTheme.themeSource = theme)

  registerAppScheme()
  applySettings(settings.value)
  serve(contract, createHandlers({ engines, settings, applySettings, menuListeners }), {
    isTrusted,
    admit: (endpoint, input) => admit(engines.list(), endpoint, input),
  })
  app.on('second-instance', showWindow)
  app.on('activate', () => BrowserWindow.getAllWindows().length > 0 || openMainWindow(bounds))
  app.on('window-all-closed', () => process.platform === 'darwin' || app.quit())
  finishBeforeQuit(() => [engines.close(), settings.settled(), bounds.settled()])

  void app.whenReady().then(() => {
    prepareSession()
    setMenuBar((id) => menuListeners.forEach((listener) => listener(id)))
    openMainWindow(bounds)
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

/** Only the top frame of a page of ours may ask anything. */
function isTrusted({ senderFrame }: IpcMainEvent): boolean {
  return senderFrame?.parent === null && senderFrame.url.startsWith(APP_URL)
}

/** A second start only shows what is there; its arguments are not carried out. */
function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized()) window.restore()
  window?.show()
  window?.focus()
}
