// @ts-check
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT_ROOT } from './project-root.mjs'
import { showCommand } from './run-command.mjs'
import { SetupError, say } from './say.mjs'

const LOCK_FILE = join(PROJECT_ROOT, 'package-lock.json')
/** npm's own record of what it installed, written last. */
const INSTALLED_FILE = join(PROJECT_ROOT, 'node_modules', '.package-lock.json')

/** Installs the locked dependencies, unless they are installed already. */
export async function installDependencies() {
  if (isInstalled(await readPackages(LOCK_FILE), await readPackages(INSTALLED_FILE))) return
  say('Installing the locked dependencies (npm ci) …')
  const code = await showCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: PROJECT_ROOT,
    // On stderr, like all that we say.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  })
  if (code !== 0) throw new SetupError('The dependencies could not be installed: npm ci failed.')
}

/**
 * @typedef {Readonly<Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>>} Packages
 *   by folder, the project itself under ''
 */

/**
 * Whether what is locked is installed; what is for other platforms need not be.
 * @param {Packages} locked
 * @param {Packages} installed
 */
export function isInstalled(locked, installed) {
  return Object.entries(locked).every(([folder, { version, optional, devOptional }]) => {
    const present = installed[folder]
    return folder === '' || (present ? present.version === version : optional || devOptional)
  })
}

/** @param {string} file @returns {Promise<Packages>} */
async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages
  } catch {
    return {}
  }
}
