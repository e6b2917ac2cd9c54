// @ts-check
import { prepareDebianRoot } from './debian-root.mjs'
import { DOCKERD } from './dockerd.mjs'
import { PODMAN_SERVICE } from './podman-service.mjs'

/**
 * @typedef {object} EngineKind
 * @property {string} title as people call it
 * @property {import('./dockerd.mjs').Daemon} daemon
 * @property {readonly string[]} [args] more arguments for it
 * @property {keyof typeof ROOTS} [release] of Debian that it is taken from, else this machine's own
 */

const PODMAN_PACKAGES = ['podman', 'netavark', 'aardvark-dns', 'runc', 'iptables', 'procps']

/** What is taken from which release. */
const ROOTS = {
  bookworm: PODMAN_PACKAGES,
  forky: [...PODMAN_PACKAGES, 'nftables', 'catatonit', 'docker.io', 'docker-cli'],
}

/** The engines that the app is tested with. @satisfies {Readonly<Record<string, EngineKind>>} */
export const ENGINE_KINDS = /** @type {const} */ ({
  'docker-20.10': { title: 'Docker 20.10', daemon: DOCKERD },
  'podman-4.3': { title: 'Podman 4.3', daemon: PODMAN_SERVICE, release: 'bookworm' },
  'docker-28.5': { title: 'Docker 28.5', daemon: DOCKERD, release: 'forky' },
  'docker-28.5-containerd': {
    title: 'Docker 28.5 with the containerd image store',
    daemon: DOCKERD,
    args: ['--feature=containerd-snapshotter=true'],
    release: 'forky',
  },
  'podman-5.8': { title: 'Podman 5.8', daemon: PODMAN_SERVICE, release: 'forky' },
})

/** @typedef {keyof typeof ENGINE_KINDS} EngineName */

/**
 * The folder that is `/` to such an engine, fetched at the first time; none where that is this
 * machine's own.
 * @param {EngineKind} kind
 */
export async function prepareRoot({ release }) {
  return release && prepareDebianRoot(release, ROOTS[release])
}
