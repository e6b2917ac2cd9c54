/**
 * When to try again: soon at first, then ever more seldom, and never more often than the cap.
 * `now` is of a clock that never goes back, in milliseconds.
 */
export interface Backoff {
  /** Milliseconds until the next attempt may begin. */
  next(now: number): number
  /** Whether an attempt now would stay under the cap. */
  hasRoom(now: number): boolean
  /** Counts an attempt, whoever asked for it. */
  attempted(now: number): void
  /** The engine answered: the next failure begins again with the short wait. */
  reset(): void
}

const FIRST_MS = 250
const LONGEST_MS = 2000

/** A machine full of apps must not ask in step after a restart. */
const JITTER = 0.2

/** At most one request a second while the engine is down, averaged over this long. */
const WINDOW_MS = 10_000
const MAX_IN_WINDOW = 10

/** Waits of 0.25 s doubling to 2 s; attempts that others trigger count against the same cap. */
export function createBackoff(random: () => number = Math.random): Backoff {
  let waitMs = FIRST_MS
  let attempts: number[] = []
  let begun: number | undefined

  return {
    next(now) {
      const jittered = waitMs * (1 - JITTER * random())
      waitMs = Math.min(waitMs * 2, LONGEST_MS)
      // An attempt that nobody answered has waited already.
      const spent = begun === undefined ? 0 : now - begun
      return Math.max(0, jittered - spent, untilRoom(attempts, now))
    },
    hasRoom: (now) => untilRoom(attempts, now) === 0,
    attempted(now) {
      attempts = [...attempts.filter((at) => at > now - WINDOW_MS), now]
      begun = now
    },
    reset() {
      waitMs = FIRST_MS
      begun = undefined
    },
  }
}

/** How long until one more attempt stays under the cap. */
function untilRoom(attempts: readonly number[], now: number): number {
  const oldest = attempts.at(-MAX_IN_WINDOW)
  return oldest === undefined ? 0 : Math.max(0, oldest + WINDOW_MS - now)
}
