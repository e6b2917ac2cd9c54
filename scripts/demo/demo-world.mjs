// @ts-check
import { setTimeout as delay } from 'node:timers/promises'
import { findFreePort, forwardPort } from '../engine/forward-port.mjs'
import { startPrivateEngine } from '../engine/private-engine.mjs'
import { say } from '../setup/say.mjs'
import { LONE_CONTAINERS, composeLabels, shopContainers } from './demo-containers.mjs'
import { buildDemoImages } from './demo-images.mjs'

/** The usual port of a shop under development. */
const WEB_PORT = 8080
const POLL_MS = 100

/** @typedef {import('../engine/private-engine.mjs').PrivateEngine} PrivateEngine */

/**
 * Makes a small believable world on a private engine.
 * @returns {Promise<{ dockerHost: string, stop: () => Promise<void> }>}
 */
export async function startDemoWorld() {
  say('Making a small world of containers on an engine of its own …')
  const engine = await startPrivateEngine({
    name: 'demo',
    images: ['busybox:local', 'chatty:local'],
  })
  try {
    const closePort = await furnish(engine)
    return {
      dockerHost: engine.dockerHost,
      stop: async () => {
        closePort()
        await engine.stop()
      },
    }
  } catch (error) {
    await engine.stop()
    throw error
  }
}

/** @param {PrivateEngine} engine @returns closes the shop's port */
async function furnish(engine) {
  await Promise.all([buildDemoImages(engine), createNetworks(engine), createVolumes(engine)])
  const port = await findFreePort(WEB_PORT)
  // One after the other, as their dependencies and the ages in the list want it.
  for (const container of shopContainers(port)) await run(engine, container)
  await Promise.all(LONE_CONTAINERS.map((container) => run(engine, container)))
  await healthKnown(engine)
  return forwardPort(engine, port)
}

/**
 * Waits for the first health checks, so that the world is first seen in its usual state.
 * @param {PrivateEngine} engine
 */
async function healthKnown(engine) {
  const starting = ['ps', '--quiet', '--filter', 'health=starting']
  while ((await engine.docker(...starting)) !== '') await delay(POLL_MS)
}

/** @param {PrivateEngine} engine */
async function createNetworks(engine) {
  const labels = composeLabels({ project: 'shop', network: 'default' })
  await engine.docker('network', 'create', ...labels, 'shop_default')
  await engine.docker('network', 'create', '--internal', 'monitoring')
}

/** @param {PrivateEngine} engine */
async function createVolumes(engine) {
  for (const volume of ['db-data', 'uploads']) {
    const labels = composeLabels({ project: 'shop', volume })
    await engine.docker('volume', 'create', ...labels, `shop_${volume}`)
  }
  await Promise.all(['backups', 'old-reports'].map((name) => fillVolume(engine, name)))
}

/** @param {PrivateEngine} engine @param {string} name */
function fillVolume(engine, name) {
  const script = 'for n in 1 2 3; do head -c 200000 /dev/urandom > /data/2024-0$n.tar.gz; done'
  const mount = ['--volume', `${name}:/data`]
  return engine.docker('run', '--rm', ...mount, 'busybox:local', 'sh', '-c', script)
}

/** @param {PrivateEngine} engine @param {import('./demo-containers.mjs').DemoContainer} container */
async function run(engine, { name, image, options = [], command = [], steps = ['start'] }) {
  await engine.docker('create', '--name', name, ...options, image, ...command)
  for (const verb of steps) {
    // One of them is there to fail: its program does not exist.
    await engine.docker(verb, name).catch(() => {})
  }
}
