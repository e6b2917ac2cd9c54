import type { LastHealth } from '#shared/contract/container-ending.ts'
import { engineText } from '../../engine/index.ts'
import { toTime } from './to-details.ts'
import type { RawHealth, RawHealthCheck } from './to-state.ts'

/** The exit code of a program that was killed, and the engine's for one that it could not run. */
const WITHOUT_ANSWER: ReadonlySet<unknown> = new Set([137, -1])

/** How far before the end of its container a check can be cut off by it, by the engine's clock. */
const CUT_OFF_MS = 1000

/** How the health check stood at the end; nothing where there was none, or it never ran. */
export function toLastHealth(
  health: RawHealth | null | undefined,
  finishedAt: number | undefined,
): LastHealth | undefined {
  const log = Array.isArray(health?.Log) ? health.Log : []
  const found = log.findLastIndex((probe) => probe && !wasCutOff(probe, finishedAt))
  const last = log.at(found)
  if (!health || !last) return undefined
  const endedAt = toTime(last.End)
  const cutOff = found === -1 ? 0 : log.length - 1 - found
  const streak = Math.max((health.FailingStreak ?? 0) - cutOff, 0)
  return {
    // Not by its status: dockerd calls it unhealthy as soon as nobody looks after it any more.
    failing: health.Status === 'unhealthy' && streak > 0 && (last.ExitCode ?? 0) !== 0,
    streak,
    exitCode: last.ExitCode ?? 0,
    output: engineText(`${last.Output ?? ''}`.trimEnd()),
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}

/**
 * A check that runs while its container ends is killed with it, whatever it has written by then, or
 * is not let in any more: it has not found out anything.
 */
function wasCutOff({ ExitCode, End }: RawHealthCheck, finishedAt: number | undefined): boolean {
  if (!WITHOUT_ANSWER.has(ExitCode)) return false
  const endedAt = toTime(End)
  return endedAt === undefined || finishedAt === undefined || endedAt > finishedAt - CUT_OFF_MS
}
