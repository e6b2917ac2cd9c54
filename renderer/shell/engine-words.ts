import type { Connection, ConnectionState } from '#shared/contract/connections.ts'
import { formatAgo } from '#lib/format-ago.ts'

/** How a connection's state is told. */
export interface EngineWords {
  readonly tone: 'ok' | 'waiting' | 'down'
  /** The first words of the status bar. */
  readonly word: 'Connected' | 'Reconnecting' | 'Not responding' | 'Disconnected'
  /** What follows it: the endpoint, or how old the lists are. */
  readonly detail: string
  /** What is known of the engine itself. */
  readonly engine: string
}

/** The connection's state in words, at a point in time. */
export function engineWords(
  { endpoint }: Pick<Connection, 'endpoint'>,
  state: ConnectionState,
  now: number,
): EngineWords {
  const age = `last answer ${formatAgo(state.since, now)}`
  switch (state.kind) {
    case 'connected': {
      const { version, apiVersion } = state.engine
      const engine = `Engine ${version} · API ${apiVersion}`
      return { tone: 'ok', word: 'Connected', detail: endpoint, engine }
    }
    case 'connecting':
      return { tone: 'waiting', word: 'Disconnected', detail: 'connecting…', engine: '' }
    case 'reconnecting':
      return { tone: 'waiting', word: 'Reconnecting', detail: age, engine: '' }
    case 'not-responding':
      return { tone: 'down', word: 'Not responding', detail: age, engine: '' }
    case 'disconnected':
      return { tone: 'down', word: 'Disconnected', detail: `no answer at ${endpoint}`, engine: '' }
    default:
      return state satisfies never
  }
}
