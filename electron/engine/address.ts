import { EngineError } from '#shared/errors.ts'
import { parseSshDestination } from './ssh-destination.ts'
import { parseWslDestination } from './wsl-destination.ts'

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
  | ({ readonly kind: 'wsl' } & WslDestination)

/** Paths of PEM files. They are read at each dial, so that renewed ones are used at once. */
export interface TlsFiles {
  /** The authority that signed the engine's certificate; without it, the public ones. */
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
  /** The file of the key to log in with, an absolute path; only ssh itself ever reads it. */
  readonly identity?: string
}

/** An engine inside a Linux that Windows runs; the docker CLI has no form for it. */
export interface WslDestination {
  readonly distribution: string
  /** The engine's socket inside; where absent, the one that the docker program there uses. */
  readonly socketPath?: string
}

/** The ports that are meant where none is written; the docker CLI takes the first with TLS too. */
const DEFAULT_PORTS = { tcp: 2375, http: 2375, https: 443 }

/** How `DOCKER_HOST` and contexts write a Windows pipe. */
const PIPE_PREFIX = 'npipe://'

/**
 * The address behind an endpoint as the docker CLI writes it, or `wsl://Ubuntu`. With files, what is reached by tcp
 * is reached by TLS; a socket and ssh have no use for them. Throws what a person can act on.
 */
export function parseAddress(endpoint: string, files?: TlsFiles): Address {
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
    case 'https': {
      const target = parseTarget(endpoint, rest, DEFAULT_PORTS[scheme])
      if (!files && scheme !== 'https') return { kind: 'tcp', ...target }
      return { kind: 'tls', ...target, files: files ?? {} }
    }
    case 'ssh': {
      const destination = parseSshDestination(endpoint)
      if (!destination) throw malformed(endpoint)
      return { kind: 'ssh', ...destination }
    }
    case 'wsl': {
      const destination = parseWslDestination(endpoint)
      if (!destination) throw malformed(endpoint)
      return { kind: 'wsl', ...destination }
    }
    default:
      throw malformed(endpoint)
  }
}

/** The address with the key that ssh is to log in with; any other has no use for one. */
export function withKey(address: Address, identity: string | undefined): Address {
  return identity && address.kind === 'ssh' ? { ...address, identity } : address
}

/** `npipe:////./pipe/docker_engine` as Windows writes it: `\\.\pipe\docker_engine`. */
function toPipePath(endpoint: string): string {
  return endpoint.slice(PIPE_PREFIX.length).replaceAll('/', '\\')
}

interface Target {
  readonly host: string
  readonly port: number
}

function parseTarget(endpoint: string, rest: string, defaultPort: number): Target {
  // Read as http for its rules about hosts and ports; a path or a user name has no meaning here.
  if (!URL.canParse(`http://${rest}`)) throw malformed(endpoint)
  const url = new URL(`http://${rest}`)
  if (url.username || url.password || url.pathname !== '/') throw malformed(endpoint)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return { host, port: portOf(rest, url) ?? defaultPort }
}

function portOf(rest: string, url: URL): number | undefined {
  if (url.port) return Number(url.port)
  // The parser drops http's own port.
  return /:80\/?$/.test(rest) ? 80 : undefined
}

function malformed(endpoint: string): EngineError {
  return new EngineError({
    code: 'unreachable',
    message: `The endpoint "${endpoint}" is not one that we know`,
    hint: 'It should look like "unix:///var/run/docker.sock", "tcp://host:2376", "ssh://user@host" or "wsl://Ubuntu".',
  })
}
