import { useSyncExternalStore } from 'react'
import { formatAge, formatAgo, formatTime } from '#lib/format-ago.ts'

/** Milliseconds. Ages are told in seconds at their finest. */
const TICK_MS = 1000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

interface AgeProps {
  readonly time: number
  readonly className?: string | undefined
}

/** How long ago, short and live: `3d`. It is drawn again only when the words change. */
export function Age({ time, className }: AgeProps) {
  const text = useSyncExternalStore(subscribe, () => formatAge(time))
  return (
    <span className={className} data-tooltip={formatTime(time)}>
      {text}
    </span>
  )
}

/** How long ago and when, live: `3 days ago · Nov 20, 2026, 9:23:05 AM`. */
export function AgoAndTime({ time }: { readonly time: number }) {
  const text = useSyncExternalStore(subscribe, () => formatAgo(time))
  return `${text} · ${formatTime(time)}`
}

/** One clock for all ages in the window. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => listeners.forEach((tick) => tick()), TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
