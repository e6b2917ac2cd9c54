/** Milliseconds. A burst of events becomes one question; two screen frames later at most. */
export const COLLECT_MS = 50

/** Gathers ids: the first goes out at once, those that follow within `COLLECT_MS` together. */
export interface IdCollector {
  add(id: string): void
  /** Adds it after this many milliseconds; once, however often it is asked for meanwhile. */
  addLater(id: string, delayMs: number): void
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

  const later = new Map<string, ReturnType<typeof setTimeout>>()

  function add(id: string) {
    waiting.add(id)
    if (timer === undefined) send()
  }

  return {
    add,
    addLater(id, delayMs) {
      // The latest event counts: the engine is asked when that one has settled.
      clearTimeout(later.get(id))
      const due = () => {
        later.delete(id)
        add(id)
      }
      later.set(id, setTimeout(due, delayMs))
    },
    stop() {
      clearTimeout(timer)
      for (const one of later.values()) clearTimeout(one)
      later.clear()
      waiting.clear()
    },
  }
}
