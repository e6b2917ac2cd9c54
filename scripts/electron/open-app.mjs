// @ts-check
import { PROJECT_ROOT } from '../setup/project-root.mjs'
import { showCommand } from '../setup/run-command.mjs'
import { chromiumArguments } from './chromium-arguments.mjs'

/**
 * Opens the built app and waits until it is closed.
 * @param {string} electron
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
export async function openApp(electron, env) {
  return showCommand(electron, [PROJECT_ROOT, ...(await chromiumArguments(electron))], { env })
}
