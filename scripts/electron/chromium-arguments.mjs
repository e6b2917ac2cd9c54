// @ts-check
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { IS_ROOT } from '../setup/apt-packages.mjs'
import { tryCommand } from '../setup/run-command.mjs'
import { SetupError } from '../setup/say.mjs'

const SETUID = 0o4000

/**
 * The arguments that Electron needs to start on this machine.
 * @param {string} electron
 * @returns {Promise<string[]>}
 */
export async function chromiumArguments(electron) {
  if (process.platform !== 'linux') return []
  return [...(await sandboxArguments(electron)), ...quietArguments()]
}

/** Without a desktop there is no bus, and Chromium would say so a dozen times. */
function quietArguments(env = process.env) {
  return env['DBUS_SESSION_BUS_ADDRESS'] ? [] : ['--log-level=3']
}

/**
 * The best sandbox that it can have here.
 * @param {string} electron
 */
async function sandboxArguments(electron) {
  // Chromium refuses to run as root in any other way.
  if (IS_ROOT) return ['--no-sandbox']
  const helper = join(dirname(electron), 'chrome-sandbox')
  if (isSetuid(helper) || (await allowsUserNamespaces())) return []
  const command = `sudo chown root ${helper} && sudo chmod 4755 ${helper}`
  throw new SetupError(`This system allows Electron no sandbox yet; to allow it, run: ${command}`)
}

/** @param {string} helper */
function isSetuid(helper) {
  const stats = statSync(helper, { throwIfNoEntry: false })
  return stats?.uid === 0 && (stats.mode & SETUID) !== 0
}

/** Some distributions (Ubuntu since 23.10) allow them to chosen programs only. */
async function allowsUserNamespaces() {
  return (await tryCommand('unshare', ['--user', '--map-root-user', 'true'])).ok
}
