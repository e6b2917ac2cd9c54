import type { EngineEvent } from '#shared/contract/activity.ts'
import type {
  ContainerEnding,
  EndingEvents,
  StartRefusal,
} from '#shared/contract/container-ending.ts'
import type { ContainerState } from '#shared/contract/containers.ts'
import { during, meaningOf, pastEvents, segment, type Engine } from '../../engine/index.ts'
import { within } from '../../within.ts'
import { readLastLines } from '../logs/index.ts'
import { toDetails, type RawInspect } from './to-details.ts'
import { isTold, toEndingEvents } from './to-ending-events.ts'
import { toLastHealth } from './to-last-health.ts'

/** An engine may hang on its past, and what it says of it is worth no longer wait. */
const EXTRAS_DEADLINE_MS = 4000

/** dockerd tells of a stop up to this long after the end, on a busy machine. */
const AFTERWARDS_MS = 2000

/** Podman keeps weeks of events and reads them all; what ended a container came shortly before. */
const PODMAN_PAST_MS = 60_000

/** dockerd has 256; more is a flood that tells nothing. */
const MAX_EVENTS = 5000

const LAST_LINES = 20

/** Finds out why a container does not run. What cannot be had of it is left out. */
export async function askEnding(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  deadlineMs = EXTRAS_DEADLINE_MS,
): Promise<ContainerEnding> {
  const deed = { verb: 'inspect', kind: 'container' as const, name: engine.names.of(id) }
  const container = engine.docker({ signal }).getContainer(segment(id))
  const raw: RawInspect = await during(deed, engine.names, () => container.inspect())
  const { state, startedAt, finishedAt, error } = toDetails(raw)
  if (!hasEnded(state)) return {}
  const run = { id: raw.Id, startedAt, finishedAt, isBare: raw.Config?.Tty ?? false }
  const extras = await within(deadlineMs, signal, (limit) => askExtras(engine, run, limit))
  const refusal = toRefusal(engine, error)
  const health = toLastHealth(raw.State?.Health, finishedAt)
  return {
    ...(finishedAt !== undefined && { finishedAt }),
    ...extras,
    ...(refusal && { refusal }),
    ...(health && { health }),
  }
}

function hasEnded({ kind }: ContainerState): boolean {
  return kind !== 'running' && kind !== 'paused'
}

interface Run {
  readonly id: string
  readonly startedAt: number | undefined
  readonly finishedAt: number | undefined
  /** It has a TTY. */
  readonly isBare: boolean
}

async function askExtras(
  engine: Engine,
  run: Run,
  signal: AbortSignal,
): Promise<Pick<ContainerEnding, 'events' | 'lastLines'>> {
  const wish = { lines: LAST_LINES, isBare: run.isBare }
  const [events, lastLines] = await Promise.all([
    askEvents(engine, run, signal).catch(() => undefined),
    readLastLines(engine, run.id, wish, signal).catch(() => undefined),
  ])
  return { ...(events && { events }), ...(lastLines && { lastLines }) }
}

async function askEvents(
  engine: Engine,
  { id, startedAt, finishedAt }: Run,
  signal: AbortSignal,
): Promise<EndingEvents | undefined> {
  if (startedAt === undefined || finishedAt === undefined) return undefined
  const isPodman = await engine.isPodman({ signal })
  // One that ends at once may be noted as ended before it started.
  const begun = Math.min(startedAt, finishedAt)
  const sinceMs = isPodman ? Math.max(begun, finishedAt - PODMAN_PAST_MS) : begun
  const wish = { container: id, sinceMs, untilMs: finishedAt + AFTERWARDS_MS }
  const heard: EngineEvent[] = []
  try {
    for await (const event of pastEvents(engine.docker({ signal }), wish)) {
      heard.push(event)
      if (heard.length >= MAX_EVENTS || isTold(heard, finishedAt)) break
    }
  } catch {
    // What had come before is as true as it was.
  }
  return toEndingEvents(heard, finishedAt, !isPodman)
}

function toRefusal(engine: Engine, error: string): StartRefusal | undefined {
  const known = error === '' ? undefined : meaningOf(error)
  if (!known) return undefined
  const { reason, hint } = known
  return { reason: engine.names.inText(reason), ...(hint !== undefined && { hint }) }
}
