import type { EngineEvent } from '#shared/contract/activity.ts'
import type { EngineFacts } from '#shared/contract/connections.ts'
import type { Address } from './address.ts'
import type { Docker } from './docker.ts'
import type { CallLimits } from './call-limits.ts'
import { toEngineEvent } from './events.ts'
import { toEngineFacts } from './engine-facts.ts'
import { readJsonLines } from './ndjson.ts'
import { watchQuietNetworks } from './quiet-networks.ts'
import { badAnswer } from './system-errors.ts'

/** What the supervisor asks of an engine. */
export interface Probe {
  /** The first word to an engine: the way to it may have to be made first. Throws as `ping`. */
  greet(signal: AbortSignal): Promise<void>
  /** Throws unless the engine is there and well. */
  ping(signal: AbortSignal): Promise<void>
  facts(signal: AbortSignal): Promise<EngineFacts>
  /** Resolves once the engine listens, so that nothing that happens later is missed. */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>
  /** What happens on the engine and is not among its events; ends at once where that is nothing. */
  untold(signal: AbortSignal): AsyncIterable<EngineEvent>
}

/** An engine that needs longer than this for "OK" is not well. */
const PING_DEADLINE_MS = 2000

/** A login over ssh may lead over other hosts; ssh itself gives up on one that is silent after 8 s. */
const LOGIN_DEADLINE_MS = 20_000

/** How long a first word may take where the way has to be made; WSL is at times as slow as ssh. */
const GREETING_MS: Partial<Record<Address['kind'], number>> = {
  ssh: LOGIN_DEADLINE_MS,
  wsl: LOGIN_DEADLINE_MS,
}

/** The probe of a real engine, reached in this way. */
export function createProbe(docker: (limits: CallLimits) => Docker, kind: Address['kind']): Probe {
  async function ping(signal: AbortSignal, deadlineMs: number): Promise<void> {
    const answer: unknown = await docker({ signal, deadlineMs }).ping()
    if (answer !== 'OK') throw badAnswer('What answers at the endpoint is no container engine')
  }

  return {
    greet: (signal) => ping(signal, GREETING_MS[kind] ?? PING_DEADLINE_MS),
    ping: (signal) => ping(signal, PING_DEADLINE_MS),
    async facts(signal) {
      const client = docker({ signal })
      // Some proxies forbid `/info`: an engine without its size is better than none.
      const [version, info] = await Promise.all([
        client.version(),
        client.info().catch(() => undefined),
      ])
      return toEngineFacts(version, info)
    },
    async events(signal) {
      return toEvents(await docker({ signal }).getEvents())
    },
    untold: (signal) => watchQuietNetworks(docker, signal),
  }
}

async function* toEvents(stream: NodeJS.ReadableStream): AsyncGenerator<EngineEvent> {
  for await (const line of readJsonLines(stream as AsyncIterable<Uint8Array>)) {
    const event = toEngineEvent(line)
    if (event) yield event
  }
}
