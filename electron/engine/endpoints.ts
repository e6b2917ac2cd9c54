import type { Connection, ConnectionSource } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import { notYet, parseAddress, type Address } from './address.ts'
import type { DockerFiles, StoredContext } from './contexts.ts'

/** What the environment says, of `DockerEnvironment`. */
export interface Wishes {
  readonly host: string | undefined
  readonly context: string | undefined
  readonly tlsVerify: string | undefined
}

/** A connection and, unless it has a fault, where it leads. */
export interface Endpoint {
  readonly connection: Connection
  readonly address?: Address
}

/** One as it was found, before anybody chose how it looks. */
export type FoundEndpoint = Omit<Endpoint, 'connection'> & {
  readonly connection: FoundConnection
}

type FoundConnection = Omit<Connection, 'current' | 'remote'>

/** The context that always exists, and that the store does not hold. */
const DEFAULT_CONTEXT = 'default'

const DEFAULT_ENDPOINTS: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'npipe:////./pipe/docker_engine',
}
const DEFAULT_UNIX_ENDPOINT = 'unix:///var/run/docker.sock'

/**
 * Every endpoint that the docker CLI would know, the one that it would use first:
 * DOCKER_HOST, then DOCKER_CONTEXT, then the current context, then the default socket.
 */
export function findEndpoints(
  wishes: Wishes,
  files: DockerFiles,
  platform: NodeJS.Platform,
): readonly FoundEndpoint[] {
  const contexts = files.contexts.map(toEndpoint)
  if (wishes.host) return [fromHost(wishes.host, wishes.tlsVerify), ...contexts]
  const all = [defaultEndpoint(wishes, platform), ...contexts]
  const name = wishes.context ?? files.currentContext ?? DEFAULT_CONTEXT
  const effective = all.find(({ connection }) => connection.name === name) ?? missingContext(name)
  return [effective, ...all.filter((other) => other !== effective)]
}

function fromHost(host: string, tlsVerify: string | undefined): FoundEndpoint {
  return endpoint('DOCKER_HOST', DEFAULT_CONTEXT, 'DOCKER_HOST', host, tlsVerify !== undefined)
}

function defaultEndpoint({ tlsVerify }: Wishes, platform: NodeJS.Platform): FoundEndpoint {
  const host = DEFAULT_ENDPOINTS[platform] ?? DEFAULT_UNIX_ENDPOINT
  // The CLI asks for TLS on tcp alone; a socket has none.
  const tls = tlsVerify !== undefined && host.startsWith('tcp:')
  return endpoint('default', DEFAULT_CONTEXT, 'default', host, tls)
}

function toEndpoint(context: StoredContext): FoundEndpoint {
  const id = `context:${context.name}`
  if (!('broken' in context))
    return endpoint(id, context.name, 'context', context.host, context.hasTls)
  const fault = new EngineError({
    code: 'unreachable',
    message: `The context "${context.name}" cannot be used: ${context.broken}`,
    hint: 'Make it again with "docker context create".',
  })
  return faulty({ id, name: context.name, source: 'context', endpoint: '', mode: 'full' }, fault)
}

function missingContext(name: string): FoundEndpoint {
  const fault = new EngineError({
    code: 'not-found',
    message: `There is no context "${name}"`,
    hint: 'Choose another one with "docker context use", or unset DOCKER_CONTEXT.',
  })
  const id = `context:${name}`
  return faulty({ id, name, source: 'context', endpoint: '', mode: 'full' }, fault)
}

function endpoint(
  id: string,
  name: string,
  source: ConnectionSource,
  host: string,
  tls: boolean,
): FoundEndpoint {
  const connection: FoundConnection = { id, name, source, endpoint: host, mode: 'full' }
  try {
    const address = parseAddress(host)
    if (tls && address.kind === 'tcp') throw notYet('TLS')
    return { connection, address }
  } catch (cause) {
    if (cause instanceof EngineError) return faulty(connection, cause)
    throw cause
  }
}

function faulty(connection: FoundConnection, fault: EngineError): FoundEndpoint {
  return { connection: { ...connection, fault: fault.toShape() } }
}
