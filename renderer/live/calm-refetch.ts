/** Milliseconds between the starts of two reads of one list while a burst of events goes on. */
const REFETCH_MS = 250

/** A read that may be asked for at any rate. */
export interface CalmRefetch {
  request(): void
  stop(): void
}

/**
 * Runs `read` at once, then at most every `REFETCH_MS`, never twice at a time; a request that
 * comes while a read is under way is answered by one more read after it.
 */
export function calmRefetch(read: () => Promise<unknown>): CalmRefetch {
  let resting: ReturnType<typeof setTimeout> | undefined
  let reading = false
  let wanted = false
  let stopped = false

  async function run() {
    wanted = false
    reading = true
    resting = setTimeout(rested, REFETCH_MS)
    try {
      await read()
    } finally {
      reading = false
      next()
    }
  }

  function rested() {
    resting = undefined
    next()
  }

  function next() {
    if (wanted && !reading && resting === undefined && !stopped) void run().catch(() => {})
  }

  return {
    request() {
      wanted = true
      next()
    },
    stop() {
      stopped = true
      clearTimeout(resting)
    },
  }
}
