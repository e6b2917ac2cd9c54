import type { FlowMarks } from '#shared/ipc/wire.ts'

/** What was sent to somebody and is not acknowledged yet. */
export interface Flow {
  /** False while they are behind. */
  readonly open: boolean
  readonly sent: (count: number) => void
  /** Throws when that is more than was sent. */
  readonly acknowledge: (count: number) => void
  /** Resolves once they have caught up, or at once while they keep up. */
  readonly whenOpen: () => Promise<void>
  /** Nobody is there any more: whoever waits goes on. */
  readonly release: () => void
}

/** Counts what is under way; closed above the high mark until it falls below the low one. */
export function createFlow({ high, low }: FlowMarks): Flow {
  let outstanding = 0
  let waiting: (() => void)[] = []
  let open = true

  function release() {
    open = true
    for (const resume of waiting.splice(0)) resume()
  }
  return {
    release,
    get open() {
      return open
    },
    sent: (count: number) => {
      outstanding += count
      if (outstanding > high) open = false
    },
    acknowledge: (count: number) => {
      if (count > outstanding) throw new RangeError('Acknowledged more than was sent')
      outstanding -= count
      if (outstanding <= low) release()
    },
    whenOpen: () =>
      open ? Promise.resolve() : new Promise<void>((resolve) => (waiting = [...waiting, resolve])),
  }
}
