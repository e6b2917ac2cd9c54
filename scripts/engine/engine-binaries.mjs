// @ts-check
import { readFileSync } from 'node:fs'
import { mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { HAS_APT, IS_ROOT, refreshLists } from '../setup/apt-packages.mjs'
import { buildOnce } from '../setup/cache-folder.mjs'
import { runCommand, tryCommand } from '../setup/run-command.mjs'
import { SetupError, say } from '../setup/say.mjs'

/** What the private engine and its images are made of; the docker CLI is apart in newer releases. */
const PACKAGES = ['docker.io', 'containerd', 'runc', 'tini', 'iptables', 'procps']
const CLI_PACKAGE = 'docker-cli'
const IMAGE_PACKAGES = ['busybox-static', 'bash-static']
/** Counts the changes to what is unpacked below, so that a cached one of before is not used. */
const RECIPE = 1

const SEARCHED = ['usr/sbin', 'usr/bin', 'sbin', 'bin']
const MULTIARCH = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[
  /** @type {string} */ (process.arch)
]

/**
 * @typedef {object} EngineBinaries
 * @property {string} folder holds the unpacked packages, as if it were `/`
 * @property {string} path PATH with them first
 * @property {NodeJS.ProcessEnv} env for running the engine itself
 */

/**
 * Returns the programs of a Docker engine, unpacked beside the system and not installed in it.
 * @returns {Promise<EngineBinaries>}
 */
export async function prepareEngineBinaries() {
  requireRootAndApt()
  const folder = await buildOnce(`engine-${release()}-${RECIPE}`, unpackPackages)
  return describe(folder)
}

function requireRootAndApt() {
  if (!HAS_APT) throw new SetupError('A private engine can be made on Debian and Ubuntu only.')
  if (IS_ROOT) return
  const command = `sudo npm ${process.env['npm_lifecycle_event'] === 'start' ? 'start -- --demo' : 'test'}`
  throw new SetupError(`A private engine can be started by root only, so run: ${command}`)
}

/** Such as "debian-12": another release has other libraries. */
function release() {
  const lines = readFileSync('/etc/os-release', 'utf8')
  const value = (/** @type {string} */ key) => lines.match(RegExp(`^${key}="?([^"\n]*)`, 'm'))?.[1]
  return `${value('ID')}-${value('VERSION_ID') ?? 'rolling'}-${process.arch}`
}

/** @param {string} folder @returns {EngineBinaries} */
function describe(folder) {
  const path = [...SEARCHED.map((name) => join(folder, name)), process.env['PATH']].join(delimiter)
  const libraries = ['usr/lib', 'lib'].map((name) => join(folder, name, `${MULTIARCH}`))
  const env = {
    PATH: path,
    LD_LIBRARY_PATH: libraries.join(delimiter),
    XTABLES_LIBDIR: join(folder, 'usr/lib', `${MULTIARCH}`, 'xtables'),
  }
  return { folder, path, env }
}

/** @param {string} folder */
async function unpackPackages(folder) {
  await refreshLists()
  const packages = await listPackages()
  say(
    `Fetching a Docker engine for our own use, unpacked and not installed: ${packages.join(' ')} …`,
  )
  const debs = join(folder, 'debs')
  await mkdir(debs)
  await runCommand('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', ...packages], {
    cwd: debs,
  })
  for (const deb of await readdir(debs)) await runCommand('dpkg', ['-x', join(debs, deb), folder])
  await rm(debs, { recursive: true })
  await linkPrograms(describe(folder))
}

async function listPackages() {
  const { ok } = await tryCommand('apt-cache', ['show', CLI_PACKAGE])
  const roots = [...PACKAGES, ...(ok ? [CLI_PACKAGE] : [])]
  const libraries = parseLibraries(await runCommand('apt-cache', ['depends', ...roots]))
  return [...roots, ...libraries, ...IMAGE_PACKAGES]
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

/** Makes the links that an installation would make. @param {EngineBinaries} binaries */
async function linkPrograms({ folder, env }) {
  const programs = join(folder, 'usr/sbin')
  const probe = ['iptables', '-t', 'nat', '-L', '-n']
  const { ok } = await tryCommand(join(programs, 'xtables-nft-multi'), probe, { env })
  const iptables = ok ? 'xtables-nft-multi' : 'xtables-legacy-multi'
  await symlink(iptables, join(programs, 'iptables'))
  await symlink(iptables, join(programs, 'ip6tables'))
  await rm(join(folder, 'usr/bin/docker-init'), { force: true })
  await symlink('tini-static', join(folder, 'usr/bin/docker-init'))
}
