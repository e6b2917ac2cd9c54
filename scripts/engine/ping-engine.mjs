// @ts-check
import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'

/** A local engine answers within milliseconds; one that hangs must not hold us up. */
const PING_MS = 2000

/**
 * Asks an engine for one path and returns its answer's text.
 * @param {string} socketPath
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
export async function getFromEngine(socketPath, path, signal) {
  const [response] = await once(request({ socketPath, path, signal }).end(), 'response')
  return text(response)
}

/**
 * Whether an engine answers on a socket.
 * @param {string} socketPath
 */
export async function pingEngine(socketPath) {
  try {
    return (await getFromEngine(socketPath, '/_ping', AbortSignal.timeout(PING_MS))) === 'OK'
  } catch {
    return false
  }
}
