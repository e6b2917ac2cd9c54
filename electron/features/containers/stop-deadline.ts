import { ACTION_DEADLINE_MS, segment, type CallLimits, type Engine } from '../../engine/index.ts'
import type { RawInspect } from './to-details.ts'

/** dockerd's own, for containers that name none. */
const DEFAULT_STOP_TIMEOUT_S = 10

/** A container that may take for ever to stop: a person has given up long before. */
const NO_TIMEOUT_MS = 60 * 60 * 1000

/** How a container is stopped. */
export interface StopPlan {
  readonly limits: CallLimits
  /** Seconds for its programs to end, where the engine would not know them by itself. */
  readonly options: { readonly t?: number }
}

/** How long a stop may take: the container's own timeout, and what the engine needs around it. */
export async function planStop(engine: Engine, id: string, signal: AbortSignal): Promise<StopPlan> {
  // Whatever is wrong with it, the stop itself says so.
  const inspect: RawInspect | undefined = await engine
    .docker({ signal })
    .getContainer(segment(id))
    .inspect()
    .catch(() => undefined)
  const limits = { deadlineMs: deadlineOf(inspect) }
  // Podman 4 notes 0 for each container that was made by Docker's API without a timeout, and
  // would kill it at once: its programs could not save what they hold.
  const isUnset = inspect?.Config?.StopTimeout === 0 && (await engine.isPodman({ signal }))
  return isUnset
    ? { limits: { deadlineMs: deadlineOf(undefined) }, options: { t: DEFAULT_STOP_TIMEOUT_S } }
    : { limits, options: {} }
}

/** The deadline for a container as inspected. A negative timeout means none. */
export function deadlineOf(inspect: RawInspect | undefined): number {
  const seconds = inspect?.Config?.StopTimeout ?? DEFAULT_STOP_TIMEOUT_S
  return seconds < 0 ? NO_TIMEOUT_MS : seconds * 1000 + ACTION_DEADLINE_MS
}
