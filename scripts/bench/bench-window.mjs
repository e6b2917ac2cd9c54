// @ts-check
import { driveApp } from '../electron/drive-app.mjs'

/** The window's width decides how many columns and rows are drawn, so it is always the same. */
const WINDOW_SIZE = { width: 1440, height: 900 }

/**
 * @typedef {object} BenchWindow
 * @property {import('@playwright/test').Page} page
 * @property {number} rendererPid the window's own process
 * @property {number} mainPid the one that started all others of the app
 * @property {() => Promise<void>} close
 */

/**
 * Opens the built app and waits for its first page.
 * @param {string} electron
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<BenchWindow>}
 */
export async function openBenchWindow(electron, env) {
  const app = await driveApp(electron, env)
  const page = await app.firstWindow()
  await page.locator('main[aria-busy="false"]').waitFor()
  // Not before: a window may change its process with its first page.
  const rendererPid = await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setContentSize(width, height)
    return window?.webContents.getOSProcessId() ?? 0
  }, WINDOW_SIZE)
  return { page, rendererPid, mainPid: app.process().pid ?? 0, close: () => app.close() }
}
