import { EngineError } from '#shared/errors.ts'

/** How long one call may take, and who may take it back. */
export interface CallLimits {
  readonly signal?: AbortSignal | undefined
  readonly deadlineMs?: number | undefined
}

/** An engine that is well answers in milliseconds; a slow VM in a second. */
const DEFAULT_DEADLINE_MS = 10_000

/** Ten thousand containers, or a disk that sleeps. */
export const LIST_DEADLINE_MS = 30_000

/** What a person asked for may mount volumes, delete layers or wake a machine first. */
export const ACTION_DEADLINE_MS = 60_000

/** Counts one call down. Whatever ends it first gives the reason. */
export interface Countdown {
  /** The deadline counts from now on: what was asked moves. */
  readonly restart: () => void
  /** Stops the deadline; the caller's signal still counts. For streams, once they run. */
  readonly stopClock: () => void
  /** Stops both. */
  readonly settle: () => void
}

/** Calls `end` once: when the deadline has passed, or when the caller took the call back. */
export function countDown(limits: CallLimits, end: (reason: EngineError) => void): Countdown {
  const { signal, deadlineMs = DEFAULT_DEADLINE_MS } = limits
  const clock = setTimeout(() => end(tooLate(deadlineMs)), deadlineMs)
  let isStopped = false
  const onAbort = () => end(cancelled())
  signal?.addEventListener('abort', onAbort, { once: true })
  const stopClock = () => {
    isStopped = true
    clearTimeout(clock)
  }
  return {
    restart() {
      // A clock that was stopped would go on by it.
      if (!isStopped) clock.refresh()
    },
    stopClock,
    settle() {
      stopClock()
      signal?.removeEventListener('abort', onAbort)
    },
  }
}

/** The caller took its question back. */
export function cancelled(): EngineError {
  return new EngineError({ code: 'cancelled', message: 'Cancelled' })
}

function tooLate(deadlineMs: number): EngineError {
  return new EngineError({
    code: 'timeout',
    message: `The engine did not answer within ${Math.round(deadlineMs / 100) / 10} s`,
    hint: 'It may still do what it was asked; the list shows what is true.',
  })
}
