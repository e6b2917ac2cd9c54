// @ts-check
import { readFileSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { HAS_APT, IS_ROOT, refreshLists } from './apt-packages.mjs'
import { runCommand } from './run-command.mjs'
import { SetupError, say } from './say.mjs'

const SEARCHED = ['usr/sbin', 'usr/bin', 'sbin', 'bin']

/** Where packages keep the libraries and plugins of this processor. */
export const MULTIARCH = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[
  /** @type {string} */ (process.arch)
]

/**
 * Stops where Debian packages cannot be unpacked and run as what they are made for.
 * @param {string} what begins the sentences, such as "A private engine"
 */
export function requireRootAndApt(what) {
  if (!HAS_APT) throw new SetupError(`${what} can be made on Debian and Ubuntu only.`)
  if (IS_ROOT) return
  const command = `sudo npm ${process.env['npm_lifecycle_event'] === 'start' ? 'start -- --demo' : 'test'}`
  throw new SetupError(`${what} can be started by root only, so run: ${command}`)
}

/** Such as "debian-12-x64": another release has other libraries. */
export function release() {
  const lines = readFileSync('/etc/os-release', 'utf8')
  const value = (/** @type {string} */ key) => lines.match(RegExp(`^${key}="?([^"\n]*)`, 'm'))?.[1]
  return `${value('ID')}-${value('VERSION_ID') ?? 'rolling'}-${process.arch}`
}

/**
 * The environment in which the programs of a folder find each other and their libraries.
 * @param {string} folder holds unpacked packages, as if it were `/`
 */
export function environmentOf(folder) {
  const programs = SEARCHED.map((name) => join(folder, name))
  const libraries = ['usr/lib', 'lib'].map((name) => join(folder, name, `${MULTIARCH}`))
  return {
    PATH: [...programs, process.env['PATH']].join(delimiter),
    LD_LIBRARY_PATH: libraries.join(delimiter),
  }
}

/**
 * Unpacks Debian packages and the libraries that they stand on into a folder, beside the system.
 * @param {string} folder
 * @param {{ packages: readonly string[], static?: readonly string[], purpose: string }} wanted
 *   static: packages that need no library; purpose: ends the sentence "Fetching …"
 */
export async function unpackPackages(folder, { packages, static: others = [], purpose }) {
  await refreshLists()
  const libraries = parseLibraries(await runCommand('apt-cache', ['depends', ...packages]))
  const all = [...packages, ...libraries, ...others]
  say(`Fetching ${purpose} for our own use, unpacked and not installed: ${all.join(' ')} …`)
  const debs = join(folder, 'debs')
  await mkdir(debs)
  await runCommand('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', ...all], { cwd: debs })
  for (const deb of await readdir(debs)) await runCommand('dpkg', ['-x', join(debs, deb), folder])
  await rm(debs, { recursive: true })
}

/**
 * Reads the libraries out of `apt-cache depends`; the C library must be the system's own.
 * @param {string} listing
 */
export function parseLibraries(listing) {
  const names = [...listing.matchAll(/^\s*\|?(?:Pre)?Depends: (lib\S+)/gm)].map(
    ([, name = '']) => name,
  )
  return [...new Set(names)].filter((name) => name !== 'libc6')
}
