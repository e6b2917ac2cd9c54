import type {
  ConnectionColour,
  ConnectionKind,
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

/** How what carries a connection is told. */
export const KIND_WORDS: Readonly<Record<ConnectionKind, string>> = {
  socket: 'Socket',
  pipe: 'Pipe',
  tcp: 'TCP',
  tls: 'TLS',
  ssh: 'ssh',
  wsl: 'WSL',
}
