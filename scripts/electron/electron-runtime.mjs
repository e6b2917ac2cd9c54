// @ts-check
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SetupError } from '../setup/say.mjs'
import {
  FALLBACK_RUNS_HERE,
  buildFallbackElectron,
  findFallbackElectron,
} from './fallback-electron.mjs'
import { canDownloadElectron, downloadNpmElectron, findNpmElectron } from './npm-electron.mjs'

const EXECUTABLE =
  {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  }[/** @type {string} */ (process.platform)] ?? 'electron'

/**
 * Returns the Electron executable to use, and gets one where there is none.
 * The order: the one that the environment names, the supported one from npm, the fallback.
 * @returns {Promise<string>}
 */
export async function prepareElectron() {
  const found = findNamedElectron() ?? findNpmElectron() ?? findFallbackElectron()
  return found ?? (await getElectron())
}

/** The folder that ELECTRON_OVERRIDE_DIST_PATH would name for this executable. @param {string} electron */
export function distFolder(electron) {
  return resolve(electron.slice(0, -EXECUTABLE.length))
}

/** The executable in the folder of ELECTRON_OVERRIDE_DIST_PATH, when that is set. */
function findNamedElectron(env = process.env) {
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!folder) return undefined
  const executable = join(folder, EXECUTABLE)
  if (existsSync(executable)) return executable
  throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set, but ${executable} does not exist.`)
}

async function getElectron() {
  const downloaded =
    !FALLBACK_RUNS_HERE || (await canDownloadElectron()) ? await downloadNpmElectron() : undefined
  if (downloaded) return downloaded
  if (FALLBACK_RUNS_HERE) return buildFallbackElectron()
  throw new SetupError(
    'Electron could not be downloaded; connect to the internet (or set ELECTRON_MIRROR) and run this again.',
  )
}
