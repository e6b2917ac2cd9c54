import type {
  Connection,
  ConnectionColour,
  ConnectionMode,
  ConnectionState,
} from '#shared/contract/connections.ts'

/** How a mode is told. */
export const MODE_WORDS: Readonly<Record<ConnectionMode, string>> = {
  full: 'Full',
  confirm: 'Confirm everything',
  'read-only': 'Read-only',
}

/** How a colour is told. */
export const COLOUR_WORDS: Readonly<Record<ConnectionColour, string>> = {
  red: 'Red',
  orange: 'Orange',
  green: 'Green',
  blue: 'Blue',
  violet: 'Violet',
}

/** How a state is told in a list. */
export function stateWord(state: ConnectionState): string {
  switch (state.kind) {
    case 'connected':
      return 'Connected'
    case 'connecting':
      return 'Connecting'
    case 'reconnecting':
      return 'Reconnecting'
    case 'not-responding':
      return 'Not responding'
    case 'disconnected':
      return 'Disconnected'
    default:
      return state satisfies never
  }
}

/** What carries the connection: `Socket`, `Pipe`, `TCP`, `TLS`, `ssh`. */
export function kindWord({ endpoint }: Pick<Connection, 'endpoint'>): string {
  const scheme = endpoint.slice(0, Math.max(0, endpoint.indexOf('://')))
  return Object.hasOwn(KINDS, scheme) ? (KINDS[scheme] ?? '') : ''
}

const KINDS: Readonly<Record<string, string>> = {
  unix: 'Socket',
  npipe: 'Pipe',
  tcp: 'TCP',
  http: 'TCP',
  https: 'TLS',
  ssh: 'ssh',
}
