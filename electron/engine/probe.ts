import type { EngineEvent } from '#shared/contract/activity.ts'
import type { EngineFacts } from '#shared/contract/connections.ts'
import type { Docker } from './docker.ts'
import type { CallLimits } from './call-limits.ts'
import { toEngineEvent } from './events.ts'
import { toEngineFacts } from './engine-facts.ts'
import { readJsonLines } from './ndjson.ts'
import { badAnswer } from './system-errors.ts'

/** What the supervisor asks of an engine. */
export interface Probe {
  /** Throws unless the engine is there and well. */
  ping(signal: AbortSignal): Promise<void>
  facts(signal: AbortSignal): Promise<EngineFacts>
  /** Resolves once the engine listens, so that nothing that happens later is missed. */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>
}

/** An engine that needs longer than this for "OK" is not well. */
const PING_DEADLINE_MS = 2000

/** The probe of a real engine. */
export function createProbe(docker: (limits: CallLimits) => Docker): Probe {
  return {
    async ping(signal) {
      const answer: unknown = await docker({ signal, deadlineMs: PING_DEADLINE_MS }).ping()
      if (answer !== 'OK') throw badAnswer('What answers at the endpoint is no container engine')
    },
    async facts(signal) {
      const client = docker({ signal })
      // Some proxies forbid `/info`: an engine without its size is better than none.
      const [version, info] = await Promise.all([
        client.version(),
        client.info().catch(() => ({})) as Promise<object>,
      ])
      return toEngineFacts(version, info)
    },
    async events(signal) {
      return toEvents(await docker({ signal }).getEvents())
    },
  }
}

async function* toEvents(stream: NodeJS.ReadableStream): AsyncGenerator<EngineEvent> {
  for await (const line of readJsonLines(stream as AsyncIterable<Uint8Array>)) {
    const event = toEngineEvent(line)
    if (event) yield event
  }
}
