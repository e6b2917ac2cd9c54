import type { Duplex } from 'node:stream'
import { cancelled } from '../call-limits.ts'
import type { Link } from './link.ts'
import { streamOrAborted } from './or-aborted.ts'

/** A link whose streams share nothing: each is a process of its own. */
export function createLoneLink(begin: (signal: AbortSignal) => Promise<Duplex>): Link {
  const streams = new Set<Duplex>()
  let isClosed = false
  return {
    async dial(signal) {
      if (signal.aborted) throw cancelled()
      const stream = await streamOrAborted(begin(signal), signal)
      if (isClosed) {
        stream.on('error', () => {}).destroy()
        throw cancelled()
      }
      streams.add(stream)
      stream.once('close', () => streams.delete(stream))
      return stream
    },
    async close() {
      isClosed = true
      for (const stream of streams) stream.destroy()
    },
  }
}
