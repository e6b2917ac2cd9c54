// @ts-check
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HAS_APT, refreshLists } from '../setup/apt-packages.mjs'
import { buildOnce } from '../setup/cache-folder.mjs'
import { runCommand } from '../setup/run-command.mjs'
import { SetupError, say } from '../setup/say.mjs'

/** Counts the changes to what is unpacked below, so that a cached one of before is not used. */
const RECIPE = 1

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'
const MERGED_FOLDERS = ['bin', 'sbin', 'lib', 'lib64']
const EMPTY_FOLDERS = ['dev', 'proc', 'root', 'run', 'sys', 'tmp', 'var/tmp', 'outside']

/** What a room needs to be furnished with from within. */
const ROOM_PACKAGES = ['busybox-static', 'tini']

/**
 * Returns a folder that holds some packages of a Debian release, as `unpackDebianRoot` fills it.
 * @param {string} suite
 * @param {readonly string[]} packages
 */
export async function prepareDebianRoot(suite, packages) {
  return buildOnce(`root-${suite}-${process.arch}-${RECIPE}`, (folder) =>
    unpackDebianRoot(suite, packages, folder),
  )
}

/**
 * Fills an empty folder with some packages of a Debian release and all that they need, down to the
 * C library, as if it were `/`. Nothing is installed, and no package's own script is run.
 * @param {string} suite the release: `bookworm`, `forky`
 * @param {readonly string[]} packages
 * @param {string} folder
 */
export async function unpackDebianRoot(suite, packages, folder) {
  const debs = `${folder}.debs`
  try {
    await fetchPackages(suite, [...packages, ...ROOM_PACKAGES], debs)
    await unpackPackages(join(debs, 'archives'), folder)
    await finishRoot(folder)
  } finally {
    await rm(debs, { recursive: true, force: true })
  }
}

/**
 * Has apt fetch packages as for a machine that has none, with lists and settings of our own.
 * @param {string} suite
 * @param {readonly string[]} packages
 * @param {string} folder
 */
async function fetchPackages(suite, packages, folder) {
  const mirror = await findMirror()
  await mkdir(join(folder, 'lists/partial'), { recursive: true })
  await mkdir(join(folder, 'archives/partial'), { recursive: true })
  const sources = join(folder, 'sources.list')
  await writeFile(sources, `deb [signed-by=${KEYRING}] ${mirror} ${suite} main\n`)
  await writeFile(join(folder, 'status'), '')
  const options = {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': folder,
    'APT::Sandbox::User': 'root',
  }
  const settings = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  const apt = (/** @type {string[]} */ ...args) =>
    runCommand('apt-get', ['-qq', ...settings, ...args])
  say(`Fetching, to be unpacked and not installed, from Debian ${suite}: ${packages.join(' ')} …`)
  await apt('update')
  await apt('install', '--download-only', '-y', '--no-install-recommends', ...packages)
}

/** The mirror that apt is set up with has the other releases too, if it is Debian's. */
async function findMirror() {
  if (!HAS_APT) throw new SetupError('Other engines can be fetched on Debian only.')
  await refreshLists()
  const fields = ['--format', '$(REPO_URI)', 'Created-By: Packages']
  const origin = ['Origin: Debian', 'Label: Debian']
  const [mirror] = (await runCommand('apt-get', ['indextargets', ...fields, ...origin])).split('\n')
  if (!mirror) throw new SetupError('apt is set up with no mirror of Debian on this machine.')
  return mirror
}

/** @param {string} archives @param {string} root */
async function unpackPackages(archives, root) {
  // Packages of newer releases take these links for granted; older ones replace them by folders.
  for (const name of MERGED_FOLDERS) {
    await mkdir(join(root, 'usr', name), { recursive: true })
    await symlink(`usr/${name}`, join(root, name))
  }
  const debs = (await readdir(archives)).filter((name) => name.endsWith('.deb'))
  for (const deb of debs) await runCommand('dpkg', ['-x', join(archives, deb), root])
}

/** Does what the packages' scripts would have done, as far as engines need it. @param {string} root */
async function finishRoot(root) {
  await Promise.all(EMPTY_FOLDERS.map((name) => mkdir(join(root, name), { recursive: true })))
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  await writeFile(join(root, 'etc/group'), 'root:x:0:\n')
  await writeFile(join(root, 'etc/resolv.conf'), '')
  await writeFile(join(root, 'etc/hosts'), '127.0.0.1 localhost\n')
  for (const name of ['iptables', 'ip6tables']) {
    await symlink('xtables-nft-multi', join(root, 'usr/sbin', name))
  }
  await linkShell(root)
}

/** @param {string} root */
async function linkShell(root) {
  const shell = join(root, 'bin/sh')
  await readFile(shell).catch(() => symlink('busybox', shell))
}
