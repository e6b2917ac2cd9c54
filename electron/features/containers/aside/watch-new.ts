import { setTimeout as delay } from 'node:timers/promises'
import type { Health } from '#shared/contract/containers.ts'
import { EngineError } from '#shared/errors.ts'
import { engineText, segment, type Engine } from '../../../engine/index.ts'
import { askEnding } from '../ask-ending.ts'
import type { RawInspect } from '../to-details.ts'
import { toStateFromInspect } from '../to-state.ts'

/** What cannot start at all is mostly dead within one. */
const STEADY_MS = 3000
const LOOK_MS = 250

const NS_PER_MS = 1e6

/** The engine's own figures for a check that says nothing of them. */
const DEFAULT_INTERVAL_MS = 30_000
const DEFAULT_RETRIES = 3

/** Between two checks the engine also needs some time. */
const HEALTH_SLACK_MS = 5000

/** As much of its last words as helps. */
const MAX_LINES = 5

interface RawCheck {
  readonly Test?: readonly string[] | null | undefined
  readonly Interval?: number | null | undefined
  readonly Timeout?: number | null | undefined
  readonly StartPeriod?: number | null | undefined
  readonly Retries?: number | null | undefined
}

type Watched = RawInspect & {
  readonly Config?: { readonly Healthcheck?: RawCheck | null | undefined } | null | undefined
}

/**
 * Resolves once a container that was just started has stayed up for some seconds, and is healthy where
 * it has a check. Throws why it is not.
 */
export async function watchNew(
  engine: Engine,
  id: string,
  report: (health: Health | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  const container = engine.docker({ signal }).getContainer(segment(id))
  const startedAt = performance.now()
  for (;;) {
    const raw: Watched = await container.inspect()
    const state = toStateFromInspect(raw.State ?? {})
    const upMs = performance.now() - startedAt
    if (state.kind !== 'running' || (raw.RestartCount ?? 0) > 0) {
      throw await ended(engine, raw, upMs)
    }
    if (state.health === 'unhealthy') throw unhealthy(raw)
    report(state.health)
    if (state.health !== 'starting' && upMs >= STEADY_MS) return
    if (state.health === 'starting' && upMs > longestStart(raw)) throw notHealthy(raw, upMs)
    await delay(LOOK_MS, undefined, { signal }).catch(() => {})
  }
}

/** How long a check may take to make up its mind, by its own figures. */
function longestStart({ Config }: Watched): number {
  const check = Config?.Healthcheck ?? {}
  const ms = (ns: number | null | undefined, usual: number) => (ns ? ns / NS_PER_MS : usual)
  const round = ms(check.Interval, DEFAULT_INTERVAL_MS) + ms(check.Timeout, DEFAULT_INTERVAL_MS)
  return ms(check.StartPeriod, 0) + (check.Retries || DEFAULT_RETRIES) * round + HEALTH_SLACK_MS
}

async function ended(engine: Engine, raw: Watched, upMs: number): Promise<EngineError> {
  const { ExitCode, Error: refusal } = raw.State ?? {}
  const again = (raw.RestartCount ?? 0) > 0
  const lines = await lastWords(engine, raw.Id)
  const said = refusal ? engineText(refusal) : lines
  return new EngineError({
    code: 'refused',
    message: again
      ? 'the new one ends, and is started again and again'
      : `the new one ended after ${seconds(upMs)} with exit code ${ExitCode ?? 0}`,
    ...(said && { engineMessage: said }),
    hint: 'Its last lines, if it had any, say why.',
  })
}

/** It is about to be removed: what it has said is seen now or never. */
async function lastWords(engine: Engine, id: string): Promise<string> {
  const { lastLines = [] } = await askEnding(engine, id, new AbortController().signal).catch(
    () => ({ lastLines: [] }),
  )
  return lastLines
    .slice(-MAX_LINES)
    .map(({ text }) => text)
    .join('\n')
}

function unhealthy(raw: Watched): EngineError {
  const [last] = (raw.State?.Health?.Log ?? []).slice(-1)
  const output = engineText((last?.Output ?? '').trim())
  return new EngineError({
    code: 'refused',
    message: 'the new one is unhealthy',
    ...(output && { engineMessage: output }),
    hint: 'Its own health check says so.',
  })
}

function notHealthy(raw: Watched, upMs: number): EngineError {
  const error = unhealthy(raw)
  return new EngineError({
    ...error.toShape(),
    message: `the new one was not healthy within ${seconds(upMs)}`,
  })
}

function seconds(ms: number): string {
  return `${Math.max(1, Math.round(ms / 1000))} s`
}
