// @ts-check
import { installAptPackages, pickAptPackage } from '../setup/apt-packages.mjs'
import { tryCommand } from '../setup/run-command.mjs'

/**
 * The packages that bring every library Electron links to, by their names of now and before the
 * move to 64-bit time (Debian 13, Ubuntu 24.04).
 */
const PACKAGES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
]

/**
 * Installs the system libraries that Electron lacks on this machine.
 * @param {string} executable
 */
export async function prepareElectronLibraries(executable) {
  if (process.platform !== 'linux') return
  const { stdout } = await tryCommand('ldd', [executable])
  if (parseMissing(stdout).length === 0) return
  const packages = await Promise.all(PACKAGES.map((names) => pickAptPackage(names)))
  await installAptPackages(packages, 'run Electron')
}

/**
 * Reads the lines "NAME => not found" of `ldd`.
 * @param {string} listing
 */
export function parseMissing(listing) {
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = '']) => name)
}
