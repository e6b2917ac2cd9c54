import type { OnReadOpts } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Link } from './link.ts'

/**
 * Dials, and waits no longer than the signal allows: rejects with its reason at once, also where a
 * link does not listen to it. A stream that comes too late is given back.
 */
export function dialWithin(link: Link, signal: AbortSignal, reading?: OnReadOpts): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    link.dial(signal, reading).then((stream) => {
      if (signal.aborted) stream.on('error', () => {}).destroy()
      else resolve(stream)
    }, reject)
  })
}
