/** A wait that others can cut short. */
export interface Pause {
  /** Resolves after the time, on `end`, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Ends the wait under way; the next one, where there is none. */
  end(): void
}

/** Made for loops: what happens while nobody waits is not lost. */
export function createPause(): Pause {
  let ended = false
  let finish: (() => void) | undefined

  return {
    wait(ms, signal) {
      if (ended || signal.aborted) {
        ended = false
        return Promise.resolve()
      }
      return new Promise((resolve) => {
        const clock = setTimeout(done, ms)
        function done() {
          clearTimeout(clock)
          signal.removeEventListener('abort', done)
          finish = undefined
          resolve()
        }
        finish = done
        signal.addEventListener('abort', done)
      })
    },
    end() {
      if (finish) finish()
      else ended = true
    },
  }
}
