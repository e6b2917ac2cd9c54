// @ts-check
import { PROJECT_ROOT } from '../setup/project-root.mjs'
import { chromiumArguments } from './chromium-arguments.mjs'
import { distFolder } from './electron-runtime.mjs'

/**
 * Opens the built app with Playwright at its controls; it opens no window before they are there.
 * @param {string} electron the executable
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('@playwright/test').ElectronApplication>}
 */
export async function driveApp(electron, env) {
  const { _electron } = await import('@playwright/test')
  // Given the executable itself, Playwright attaches while the window loads its page, and now and
  // then misses that it did: the launch hangs. An Electron that Playwright finds by itself waits.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = distFolder(electron)
  const args = [PROJECT_ROOT, ...(await chromiumArguments(electron))]
  const chromiumSandbox = !args.includes('--no-sandbox')
  return _electron.launch({ args, env: definedOnly(env), chromiumSandbox })
}

/** @param {NodeJS.ProcessEnv} env */
function definedOnly(env) {
  return /** @type {Record<string, string>} */ (
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))
  )
}
