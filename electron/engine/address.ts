import { EngineError } from '#shared/errors.ts'

/** Where our transport connects to. */
export type Address =
  /** A unix socket or a Windows pipe. */
  | { readonly kind: 'socket'; readonly path: string }
  /** Plain: whoever reaches the port owns the engine. */
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'tls'
      readonly host: string
      readonly port: number
      readonly files: TlsFiles
    }
  | ({ readonly kind: 'ssh' } & SshDestination)

/** Paths of PEM files. They are read at each dial, so that renewed ones are used at once. */
export interface TlsFiles {
  /** The authority that signed the engine's certificate; without it, those of the system. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** What the system's `ssh` is told; all that is left out it reads in the person's own config. */
export interface SshDestination {
  /** A host name, or an alias of `~/.ssh/config`. */
  readonly host: string
  readonly user?: string
  readonly port?: number
  /** The engine's socket on the other machine; where absent, the default one. */
  readonly socketPath?: string
}

/** The port that the docker CLI takes for `tcp://` without one. */
const DEFAULT_TCP_PORT = 2375

/** How `DOCKER_HOST` and contexts write a Windows pipe. */
const PIPE_PREFIX = 'npipe://'

/** The address behind an endpoint as the docker CLI writes it. Throws what a person can act on. */
export function parseAddress(endpoint: string): Address {
  const text = endpoint.includes('://') ? endpoint : `tcp://${endpoint}`
  const scheme = text.slice(0, text.indexOf('://'))
  const rest = text.slice(scheme.length + '://'.length)
  switch (scheme) {
    case 'unix':
      if (!rest) throw malformed(endpoint)
      return { kind: 'socket', path: rest }
    case 'npipe':
      if (!rest) throw malformed(endpoint)
      return { kind: 'socket', path: toPipePath(text) }
    case 'tcp':
    case 'http':
      return parseTcp(endpoint, rest)
    case 'https':
      throw notYet('TLS')
    case 'ssh':
      throw notYet('ssh')
    default:
      throw malformed(endpoint)
  }
}

/** The fault of a connection whose kind we do not speak yet. */
export function notYet(kind: 'ssh' | 'TLS'): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: `Connections over ${kind} are not supported yet`,
    hint: 'Choose a connection to a local socket or to plain tcp.',
  })
}

/** `npipe:////./pipe/docker_engine` as Windows writes it: `\\.\pipe\docker_engine`. */
function toPipePath(endpoint: string): string {
  return endpoint.slice(PIPE_PREFIX.length).replaceAll('/', '\\')
}

function parseTcp(endpoint: string, rest: string): Address {
  // Read as http for its rules about hosts and ports; a path or a user name has no meaning here.
  if (!URL.canParse(`http://${rest}`)) throw malformed(endpoint)
  const url = new URL(`http://${rest}`)
  if (url.username || url.password || url.pathname !== '/') throw malformed(endpoint)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return { kind: 'tcp', host, port: portOf(rest, url) }
}

function portOf(rest: string, url: URL): number {
  if (url.port) return Number(url.port)
  // The parser drops http's own port.
  return /:80\/?$/.test(rest) ? 80 : DEFAULT_TCP_PORT
}

function malformed(endpoint: string): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: `The endpoint "${endpoint}" is not one that we know`,
    hint: 'It should look like "unix:///var/run/docker.sock" or "tcp://host:2375".',
  })
}
