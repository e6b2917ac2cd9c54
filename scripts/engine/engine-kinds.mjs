// @ts-check
import { prepareDebianRoot } from './debian-root.mjs'
import { DOCKERD } from './dockerd.mjs'
import { PODMAN_SERVICE } from './podman-service.mjs'
import { prepareMachine } from './virtual-machine/build-machine.mjs'
import { VIRTUAL_MACHINE } from './virtual-machine/virtual-machine.mjs'

/**
 * @typedef {object} EngineKind
 * @property {string} title as people call it
 * @property {import('./dockerd.mjs').Daemon} daemon
 * @property {readonly string[]} [args] more arguments for it
 * @property {() => Promise<string>} [prepareRoot] makes the folder that is `/` to it, at the first
 *   time; left out where that is this machine's own
 * @property {'shared'} [network] of this machine, else it has its own
 * @property {string} [quick] the mark of the tests that a quick run does on it: what no other engine
 *   shows; left out where it does all
 * @property {number} [slowdown] how many times slower it is than an engine on the machine itself
 */

const PODMAN_PACKAGES = ['podman', 'netavark', 'aardvark-dns', 'runc', 'iptables', 'procps']
const DOCKER_PACKAGES = ['nftables', 'catatonit', 'docker.io', 'docker-cli']

const bookworm = () => prepareDebianRoot('bookworm', PODMAN_PACKAGES)
const forky = () => prepareDebianRoot('forky', [...PODMAN_PACKAGES, ...DOCKER_PACKAGES])

/** The engines that the app is tested with. @satisfies {Readonly<Record<string, EngineKind>>} */
export const ENGINE_KINDS = /** @type {const} */ ({
  'docker-20.10': { title: 'Docker 20.10', daemon: DOCKERD },
  'podman-4.3': { title: 'Podman 4.3', daemon: PODMAN_SERVICE, prepareRoot: bookworm },
  'docker-28.5': { title: 'Docker 28.5', daemon: DOCKERD, prepareRoot: forky, quick: '@images' },
  'docker-28.5-containerd': {
    title: 'Docker 28.5 with the containerd image store',
    daemon: DOCKERD,
    args: ['--feature=containerd-snapshotter=true'],
    prepareRoot: forky,
  },
  'podman-5.8': { title: 'Podman 5.8', daemon: PODMAN_SERVICE, prepareRoot: forky },
  'docker-vm': {
    title: 'Docker 20.10 in a virtual machine',
    daemon: VIRTUAL_MACHINE,
    prepareRoot: prepareMachine,
    network: 'shared',
    quick: '@machine',
    slowdown: 10,
  },
})

/** @typedef {keyof typeof ENGINE_KINDS} EngineName */
