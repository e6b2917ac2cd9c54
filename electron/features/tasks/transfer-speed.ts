import type { TaskProgress, TaskSpeed } from '#shared/contract/tasks.ts'

interface Sample {
  readonly at: number
  readonly done: number
}

/** What came longer ago says nothing of how fast it goes now. */
const WINDOW_MS = 6000

/** A rate of less time is a guess: the first bytes come in one go. */
const SHORTEST_MS = 1000

/** Samples of the same moment change nothing. */
const APART_MS = 100

/** Measures how fast something goes, by what was done in the last seconds. Times are milliseconds. */
export function createTransferSpeed(): {
  /** Told at each change. */
  add(progress: Pick<TaskProgress, 'done'>, now: number): void
  /** Nothing while there is too little to tell. */
  at(progress: TaskProgress, now: number): TaskSpeed | undefined
} {
  let samples: readonly Sample[] = []
  return {
    add({ done }, now) {
      const last = samples.at(-1)
      // What begins anew is measured anew.
      if (last && done < last.done) samples = []
      else if (last && now - last.at < APART_MS) return
      samples = [...recent(samples, now), { at: now, done }]
    },
    at({ done, total }, now) {
      const [first] = recent(samples, now)
      if (!first || now - first.at < SHORTEST_MS) return undefined
      const perMs = Math.max(0, done - first.done) / (now - first.at)
      const left = total === undefined ? undefined : total - done
      const hasEnd = left !== undefined && left > 0 && perMs > 0
      return { perSecond: perMs * 1000, ...(hasEnd && { leftMs: left / perMs }) }
    },
  }
}

/** The last one before the window is kept: the window begins with it. */
function recent(samples: readonly Sample[], now: number): readonly Sample[] {
  const from = samples.findLastIndex(({ at }) => at <= now - WINDOW_MS)
  return from === -1 ? samples : samples.slice(from)
}
