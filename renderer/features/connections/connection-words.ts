import type {
  Connection,
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

/** The same with its name, where that stands nowhere else. */
export function namedSourceWords(connection: Connection): string {
  const { source, name, ofLoginShell } = connection
  if (ofLoginShell) return sourceWords(connection)
  if (source === 'context') return `the Docker context "${name}"`
  return source === 'found' ? `${SOURCES[source]}: ${name}` : SOURCES[source]
}

/** Where a connection comes from. */
export function sourceWords({ source, ofLoginShell }: Connection): string {
  if (!ofLoginShell) return SOURCES[source]
  return source === 'DOCKER_HOST'
    ? 'DOCKER_HOST from your login shell'
    : `${SOURCES[source]}, chosen by your login shell`
}

const SOURCES: Readonly<Record<Connection['source'], string>> = {
  DOCKER_HOST: 'the environment variable DOCKER_HOST',
  context: 'a Docker context',
  default: 'the default place on this system',
  found: 'found by itself on this machine',
  added: 'added by you',
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
