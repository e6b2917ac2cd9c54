import { setTimeout as delay } from 'node:timers/promises'
import type { FeedSink } from './handlers.ts'

/** A bar moves smoothly enough by this, and engines tell ten times a second of each layer. */
const TELL_MS = 150

/**
 * Sends at once, and after changes: never before the window has taken in what was sent. Resolves when
 * the feed is closed; rejects when `send` does.
 */
export async function sendCalmly<Value>(
  source: { onChange(listener: () => void): () => void },
  { signal, whenWritable }: FeedSink<Value>,
  send: () => void | Promise<void>,
): Promise<void> {
  let isDue = false
  let wake = () => {}
  const unsubscribe = source.onChange(() => {
    isDue = true
    wake()
  })
  const rouse = () => wake()
  signal.addEventListener('abort', rouse)
  try {
    await send()
    while (!signal.aborted) {
      if (!isDue) await new Promise<void>((resolve) => (wake = resolve))
      await delay(TELL_MS, undefined, { signal }).catch(() => {})
      await whenWritable()
      isDue = false
      if (!signal.aborted) await send()
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', rouse)
  }
}
