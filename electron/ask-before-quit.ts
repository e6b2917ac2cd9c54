import { app, BrowserWindow, dialog, powerMonitor } from 'electron'
import type { Task } from '#shared/contract/tasks.ts'
import { quitQuestion } from './quit-question.ts'

const BUTTONS: string[] = ['Quit anyway', 'Keep running']
const QUIT = 0
const KEEP = 1

/** By these the system ends programs; nobody is there to answer. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** A session that still goes on after so long was not ended. */
const CALLED_OFF_MS = 30_000

/** Has a person asked once before they end the app, or close its window, while tasks run. */
export function askBeforeQuit(running: () => readonly Task[]): void {
  let mayQuit = false
  let isAsking = false

  async function ask() {
    if (isAsking) return
    isAsking = true
    const response = await answerTo(running()).finally(() => (isAsking = false))
    if (response !== QUIT) return
    mayQuit = true
    app.quit()
  }

  function hold(event: { preventDefault(): void }) {
    if (mayQuit || running().length === 0) return
    event.preventDefault()
    void ask()
  }

  const letGo = () => (mayQuit = true)
  /** The system may think better of its own end. */
  const letGoForNow = () => {
    letGo()
    setTimeout(() => (mayQuit = false), CALLED_OFF_MS).unref()
  }
  app.on('before-quit', hold)
  app.on('browser-window-created', (_event, window) => {
    // On macOS the app goes on without a window, and so do its tasks.
    if (process.platform !== 'darwin') window.on('close', hold)
    window.on('query-session-end', letGoForNow)
    window.on('session-end', letGo)
  })
  void app.whenReady().then(() => {
    powerMonitor.on('shutdown', letGoForNow)
    // Not sooner: Chromium would take them back.
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        letGo()
        app.quit()
      })
    }
  })
}

async function answerTo(running: readonly Task[]): Promise<number> {
  const [window] = BrowserWindow.getAllWindows()
  const options = {
    type: 'question',
    ...quitQuestion(running),
    buttons: BUTTONS,
    defaultId: KEEP,
    cancelId: KEEP,
    noLink: true,
  } as const
  const { response } = window
    ? await dialog.showMessageBox(window, options)
    : await dialog.showMessageBox(options)
  return response
}
