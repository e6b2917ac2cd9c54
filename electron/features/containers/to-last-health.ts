import type { LastHealth } from '#shared/contract/container-ending.ts'
import { engineText } from '../../engine/index.ts'
import { toTime } from './to-details.ts'
import type { RawHealth } from './to-state.ts'

/** How the health check stood; nothing where there was none, or it never ran. */
export function toLastHealth(health: RawHealth | null | undefined): LastHealth | undefined {
  const last = Array.isArray(health?.Log) ? health.Log.at(-1) : undefined
  if (!health || !last) return undefined
  const endedAt = toTime(last.End)
  const streak = health.FailingStreak ?? 0
  return {
    // Not by its status: dockerd calls it unhealthy as soon as nobody looks after it any more.
    failing: health.Status === 'unhealthy' && streak > 0,
    streak,
    exitCode: last.ExitCode ?? 0,
    output: engineText(`${last.Output ?? ''}`.trimEnd()),
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}
