import type { StatsSample } from '#shared/contract/stats.ts'
import { engine } from '../../ipc/client.ts'

/** Milliseconds. A row that is only scrolled past is not worth a question to the engine. */
const START_DELAY_MS = 300

/** Milliseconds until a stream that broke off, while its container runs, is opened again. */
const RETRY_MS = 3000

/**
 * Milliseconds that a sample outlives its row, or the sight of the window. The first two samples, which make the CPU's figure,
 * take a second; older than this, a figure would mislead more than a dash does.
 */
export const KEEP_MS = 10_000

type Watch = typeof engine.stats.watch

interface Watched {
  sample: StatsSample | undefined
  readonly listeners: Set<() => void>
  /** Until the stream is opened, or, without listeners, until the sample is forgotten. */
  timer: ReturnType<typeof setTimeout> | undefined
  stop: (() => void) | undefined
}

/** CPU and memory of the containers that somebody looks at, and of no others. */
export interface StatsStore {
  /** Keeps a stream open for as long as there are listeners. Returns the unsubscribe. */
  subscribe(connection: string, id: string, listener: () => void): () => void
  latest(connection: string, id: string): StatsSample | undefined
  /** While nobody sees the window, nothing is asked for its rows. */
  rest(isHidden: boolean): void
  /** The container runs no more: what was known of it says nothing of its next start. */
  drop(connection: string, id: string): void
}

/** An empty store; `watch` opens a stream of the engine's. */
export function createStatsStore(watch: Watch): StatsStore {
  const all = new Map<string, Watched>()
  let isResting = false

  function open(entry: Watched, connection: string, id: string) {
    entry.timer = undefined
    if (isResting) return
    entry.stop = watch(
      { connection, id },
      {
        onValue: (sample) => set(entry, sample),
        onEnd() {
          entry.stop = undefined
          set(entry, undefined)
          entry.timer = setTimeout(open, RETRY_MS, entry, connection, id)
        },
      },
    )
  }

  return {
    subscribe(connection, id, listener) {
      const key = keyOf(connection, id)
      const entry = all.get(key) ?? emptyEntry()
      all.set(key, entry)
      if (entry.listeners.size === 0) {
        clearTimeout(entry.timer)
        entry.timer = setTimeout(open, START_DELAY_MS, entry, connection, id)
      }
      entry.listeners.add(listener)
      return () => {
        if (!entry.listeners.delete(listener) || entry.listeners.size > 0) return
        clearTimeout(entry.timer)
        entry.stop?.()
        entry.stop = undefined
        if (entry.sample === undefined) all.delete(key)
        else entry.timer = setTimeout(() => all.delete(key), KEEP_MS)
      }
    },
    latest: (connection, id) => all.get(keyOf(connection, id))?.sample,
    rest(isHidden) {
      isResting = isHidden
      for (const [key, entry] of all) {
        if (entry.listeners.size === 0) continue
        clearTimeout(entry.timer)
        entry.stop?.()
        entry.stop = undefined
        const [connection = '', id = ''] = key.split(SEPARATOR)
        if (!isHidden) open(entry, connection, id)
        else entry.timer = setTimeout(set, KEEP_MS, entry, undefined)
      }
    },
    drop(connection, id) {
      const entry = all.get(keyOf(connection, id))
      if (entry) set(entry, undefined)
    },
  }
}

/** The window's one store. */
export const containerStats = createStatsStore(engine.stats.watch)

// There is none where tests of other things import this.
globalThis.document?.addEventListener('visibilitychange', () =>
  containerStats.rest(document.hidden),
)

const SEPARATOR = '\n'

function keyOf(connection: string, id: string): string {
  return `${connection}${SEPARATOR}${id}`
}

function emptyEntry(): Watched {
  return { sample: undefined, listeners: new Set(), timer: undefined, stop: undefined }
}

function set(entry: Watched, sample: StatsSample | undefined) {
  if (entry.sample === sample) return
  entry.sample = sample
  for (const listener of entry.listeners) listener()
}
