// @ts-check
import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { refreshLists } from '../setup/apt-packages.mjs'
import { buildOnce } from '../setup/cache-folder.mjs'
import { tryCommand } from '../setup/run-command.mjs'
import {
  environmentOf,
  MULTIARCH,
  release,
  requireRootAndApt,
  unpackPackages,
} from '../setup/unpacked-packages.mjs'

/** What the private engine and its images are made of; the docker CLI is apart in newer releases. */
const PACKAGES = ['docker.io', 'containerd', 'runc', 'tini', 'iptables', 'procps']
const CLI_PACKAGE = 'docker-cli'
const IMAGE_PACKAGES = ['busybox-static', 'bash-static']
/** Counts the changes to what is unpacked below, so that a cached one of before is not used. */
const RECIPE = 1

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
  requireRootAndApt('A private engine')
  const folder = await buildOnce(`engine-${release()}-${RECIPE}`, unpackEngine)
  return describe(folder)
}

/** @param {string} folder @returns {EngineBinaries} */
function describe(folder) {
  const env = environmentOf(folder)
  const xtables = join(folder, 'usr/lib', `${MULTIARCH}`, 'xtables')
  return { folder, path: env.PATH, env: { ...env, XTABLES_LIBDIR: xtables } }
}

/** @param {string} folder */
async function unpackEngine(folder) {
  await refreshLists()
  const { ok } = await tryCommand('apt-cache', ['show', CLI_PACKAGE])
  await unpackPackages(folder, {
    packages: [...PACKAGES, ...(ok ? [CLI_PACKAGE] : [])],
    static: IMAGE_PACKAGES,
    purpose: 'a Docker engine',
  })
  await linkPrograms(describe(folder))
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
