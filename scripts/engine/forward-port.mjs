// @ts-check
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { relay } from './relay.mjs'

const RELAY = fileURLToPath(new URL('relay.mjs', import.meta.url))
const LOOPBACK = '127.0.0.1'

/**
 * Finds a port of this machine that nothing listens on.
 * @param {number} preferred taken when it is free
 */
export async function findFreePort(preferred) {
  return (await tryPort(preferred)) ?? /** @type {Promise<number>} */ (tryPort(0))
}

/** @param {number} wanted 0: any @returns {Promise<number | undefined>} */
function tryPort(wanted) {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen(wanted, LOOPBACK, () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
      server.close(() => resolve(port))
    })
  })
}

/**
 * Makes a port that a private engine has published open on this machine too, on loopback only.
 * @param {import('./private-engine.mjs').PrivateEngine} engine
 * @param {number} port
 * @returns {Promise<() => void>} closes it
 */
export async function forwardPort(engine, port) {
  const path = join(engine.folder, `port-${port}.sock`)
  const inner = engine.room.spawn(process.execPath, [RELAY, path, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(/** @type {import('node:stream').Readable} */ (inner.stdout), 'data')
  inner.unref()
  const outer = await relay({ port, host: LOOPBACK }, { path })
  return () => {
    outer.close()
    inner.kill()
  }
}
