// @ts-check
import { connect } from 'node:net'

/** A server that is well greets at once; behind it may be a machine that is not up yet. */
const GREETING_MS = 2000

/**
 * Whether an ssh server greets on a port of this machine.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function answersSsh(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: GREETING_MS })
    socket.once('data', () => {
      resolve(true)
      socket.destroy()
    })
    socket.once('timeout', () => socket.destroy())
    socket.on('error', () => {})
    socket.once('close', () => resolve(false))
  })
}
