import type { Duplex } from 'node:stream'
import { cancelled } from '../call-limits.ts'

/** What the promise gives, or `cancelled` at once when the signal aborts. */
export function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(cancelled())
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** The same for a stream: one that nobody waits for any more is given back. */
export async function streamOrAborted(
  dialled: Promise<Duplex>,
  signal: AbortSignal,
): Promise<Duplex> {
  try {
    return await orAborted(dialled, signal)
  } catch (cause) {
    void dialled.then(
      (stream) => stream.destroy(),
      () => {},
    )
    throw cause
  }
}
