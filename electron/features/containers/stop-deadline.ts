import { ACTION_DEADLINE_MS, segment, type Engine } from '../../engine/index.ts'
import type { RawInspect } from './to-details.ts'

/** dockerd's own, for containers that name none. */
const DEFAULT_STOP_TIMEOUT_S = 10

/** A container that may take for ever to stop: a person has given up long before. */
const NO_TIMEOUT_MS = 60 * 60 * 1000

/** How long a stop may take: the container's own timeout, and what the engine needs around it. */
export async function stopDeadlineMs(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<number> {
  // Whatever is wrong with it, the stop itself says so.
  const inspect = await engine
    .docker({ signal })
    .getContainer(segment(id))
    .inspect()
    .catch(() => undefined)
  return deadlineOf(inspect)
}

/** The deadline for a container as inspected. A negative timeout means none. */
export function deadlineOf(inspect: RawInspect | undefined): number {
  const seconds = inspect?.Config?.StopTimeout ?? DEFAULT_STOP_TIMEOUT_S
  return seconds < 0 ? NO_TIMEOUT_MS : seconds * 1000 + ACTION_DEADLINE_MS
}
