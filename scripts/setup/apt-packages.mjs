// @ts-check
import { existsSync, readdirSync } from 'node:fs'
import { runCommand, tryCommand } from './run-command.mjs'
import { SetupError, say } from './say.mjs'

const LISTS_FOLDER = '/var/lib/apt/lists'

/** Whether this machine installs its software with apt. */
export const HAS_APT = process.platform === 'linux' && existsSync('/usr/bin/apt-get')

/** Whether we may install software and start engines here. */
export const IS_ROOT = process.getuid?.() === 0

/**
 * Installs Debian packages, after saying so; stops with the exact command where we may not.
 * @param {readonly string[]} packages
 * @param {string} purpose ends the sentence "… needed to"
 */
export async function installAptPackages(packages, purpose) {
  if (packages.length === 0) return
  const command = ['apt-get', ...installArguments(packages)].join(' ')
  if (!HAS_APT) {
    throw new SetupError(`What is needed to ${purpose} is missing; on Debian it is: ${command}`)
  }
  if (!IS_ROOT) throw new SetupError(`To ${purpose}, first run: sudo ${command}`)
  say(`To ${purpose}, these Debian packages are installed now: ${packages.join(' ')} …`)
  await refreshLists()
  if (await installKeepingAll(packages, APT)) return
  throw new SetupError(`Installing them failed; to see why, run: ${command}`)
}

/**
 * @typedef {object} Apt
 * @property {(packages: readonly string[]) => Promise<readonly string[]>} removedBy
 * @property {(packages: readonly string[]) => Promise<boolean>} install
 * @property {() => Promise<void>} update
 */

/** @type {Apt} */
const APT = { removedBy, install: tryInstall, update: updateLists }

/**
 * Installs them where nothing goes for it, and once more with new lists: the mirror no longer has
 * what old ones name. Each time the lists decide anew what would go.
 * @param {readonly string[]} packages
 * @param {Apt} apt
 */
export async function installKeepingAll(packages, apt) {
  await refuseRemovals(packages, apt)
  if (await apt.install(packages)) return true
  await apt.update()
  await refuseRemovals(packages, apt)
  return apt.install(packages)
}

/**
 * What apt is told: it also refuses by itself to remove anything.
 * @param {readonly string[]} packages
 */
export function installArguments(packages) {
  return ['install', '-y', '--no-remove', '--no-install-recommends', ...packages]
}

/** @param {readonly string[]} packages */
async function tryInstall(packages) {
  const args = ['-qq', ...installArguments(packages)]
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return (await tryCommand('apt-get', args, { env })).ok
}

/**
 * Names, out of several, the package that this release of Debian or Ubuntu has.
 * @param {readonly string[]} names newest first
 */
export async function pickAptPackage(names) {
  await refreshLists()
  for (const name of names) {
    const { stdout } = await tryCommand('apt-cache', ['policy', name])
    if (/Candidate: (?!\(none\))/.test(stdout)) return name
  }
  return /** @type {string} */ (names.at(-1))
}

/**
 * Fetches the lists of packages where a machine has none yet, as fresh containers do.
 * Without root that is not ours to do: the names are then taken as they stand.
 */
export async function refreshLists() {
  if (!IS_ROOT || readdirSync(LISTS_FOLDER).some((name) => /Packages/.test(name))) return
  await updateLists()
}

async function updateLists() {
  say('Fetching the lists of Debian packages (apt-get update) …')
  await runCommand('apt-get', ['-qq', 'update'])
}

/**
 * @param {readonly string[]} packages
 * @param {Apt} apt
 */
async function refuseRemovals(packages, apt) {
  const removed = await apt.removedBy(packages)
  if (removed.length === 0) return
  throw new SetupError(
    `Nothing was installed: apt would remove ${removed.join(', ')} for ${packages.join(' ')}.`,
  )
}

/**
 * The packages that apt would remove to install others.
 * @param {readonly string[]} packages
 */
export async function removedBy(packages) {
  const simulate = ['-s', 'install', '--no-install-recommends', ...packages]
  return parseRemovals(await runCommand('apt-get', simulate))
}

/**
 * Reads the lines "Remv NAME [VERSION]" of `apt-get -s`.
 * @param {string} simulation
 */
export function parseRemovals(simulation) {
  return [...simulation.matchAll(/^Remv (\S+)/gm)].map(([, name = '']) => name)
}
