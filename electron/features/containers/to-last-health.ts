import type { LastHealth } from '#shared/contract/container-ending.ts'
import { engineText } from '../../engine/index.ts'
import { toTime } from './to-details.ts'
import type { RawHealth, RawHealthCheck } from './to-state.ts'

/** The exit code of a program that was killed. */
const KILLED = 137

/** How the health check stood; nothing where there was none, or it never ran. */
export function toLastHealth(health: RawHealth | null | undefined): LastHealth | undefined {
  const log = Array.isArray(health?.Log) ? health.Log : []
  const last = log.findLast((probe) => probe && !wasCutOff(probe)) ?? log.at(-1)
  if (!health || !last) return undefined
  const endedAt = toTime(last.End)
  const streak = health.FailingStreak ?? 0
  return {
    // Not by its status: dockerd calls it unhealthy as soon as nobody looks after it any more.
    failing: health.Status === 'unhealthy' && streak > 0 && (last.ExitCode ?? 0) !== 0,
    streak,
    exitCode: last.ExitCode ?? 0,
    output: engineText(`${last.Output ?? ''}`.trimEnd()),
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}

/** A check that runs while its container ends is killed with it, and has not found out anything. */
function wasCutOff({ ExitCode, Output }: RawHealthCheck): boolean {
  return ExitCode === KILLED && !Output
}
