/** Milliseconds. A burst of events becomes one question; two screen frames later at most. */
export const COLLECT_MS = 50

/** Gathers ids: the first goes out at once, those that follow within `COLLECT_MS` together. */
export interface IdCollector {
  add(id: string): void
  stop(): void
}

/** Calls `flush` with the distinct ids that were added since its last call. */
export function collectIds(flush: (ids: readonly string[]) => void): IdCollector {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function send() {
    timer = undefined
    if (waiting.size === 0) return
    timer = setTimeout(send, COLLECT_MS)
    const ids = [...waiting]
    waiting.clear()
    flush(ids)
  }

  return {
    add(id) {
      waiting.add(id)
      if (timer === undefined) send()
    },
    stop() {
      clearTimeout(timer)
      waiting.clear()
    },
  }
}
