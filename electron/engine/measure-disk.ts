import { setTimeout as pause } from 'node:timers/promises'
import { asEngineError } from '#shared/errors.ts'
import type { CallLimits } from './call-limits.ts'
import type { Docker } from './docker.ts'
import type { Engine } from './engine.ts'

/** Docker before 23 measures for one at a time, and refuses the others meanwhile. */
const MEASURES_ALREADY = /disk usage operation is already running/
const TURN_MS = 1000

/** Has an engine measure all that it holds, in its turn; it may walk through large volumes for it. */
export async function measureDisk(
  engine: Engine,
  limits: CallLimits & { readonly signal: AbortSignal; readonly deadlineMs: number },
): ReturnType<Docker['df']> {
  const until = Date.now() + limits.deadlineMs
  for (;;) {
    try {
      return await engine.docker(limits).df()
    } catch (cause) {
      const isTaken = MEASURES_ALREADY.test(asEngineError(cause).engineMessage ?? '')
      if (!isTaken || Date.now() > until) throw cause
    }
    await pause(TURN_MS, undefined, { signal: limits.signal })
  }
}
