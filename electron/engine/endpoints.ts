import type { Connection, ConnectionKind } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import { parseAddress, type Address, type TlsFiles } from './address.ts'
import type { Machine } from './discovery/machine.ts'
import { DEFAULT_CONTEXT, type DockerFiles, type StoredContext } from './contexts.ts'

/** What the environment says, of `DockerEnvironment`. */
export interface Wishes {
  readonly host: string | undefined
  readonly context: string | undefined
  /** Any value asks for TLS, `0` too: the CLI's rule. */
  readonly tlsVerify: string | undefined
  readonly certPath?: string | undefined
  /** Whether the login shell says so, and the app was started without. */
  readonly isOfLoginShell?: boolean
}

/** What decides where the default one is. */
type DefaultPlace = Pick<Machine, 'platform' | 'root'>

/** A connection and, unless it has a fault, where it leads. */
export interface Endpoint {
  readonly connection: Connection
  readonly address?: Address
}

/** One as it was found, before anybody chose how it looks. */
export type FoundEndpoint = Omit<Endpoint, 'connection'> & {
  readonly connection: FoundConnection
  /** Known to be on this machine, though its address is one of a network. */
  readonly isLocal?: true
  /** What the engine there has called itself; see `EngineFacts`. */
  readonly engineId?: string
  /** By what else its engine is known where it was found: other places at which it is. */
  readonly marks?: ReadonlySet<string>
}

type FoundConnection = Omit<Connection, 'current' | 'remote'>

const DEFAULT_ENDPOINTS: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'npipe:////./pipe/docker_engine',
}
const DEFAULT_SOCKET = '/var/run/docker.sock'

/** What the CLI takes for the default where TLS is asked for. */
const DEFAULT_TLS_ENDPOINT = 'tcp://localhost:2376'

/** Of a connection over plain tcp, on this machine too: every page and program here reaches it. */
const PLAIN_TCP =
  'This connection is not encrypted and asks for no key: anyone who reaches this port controls ' +
  'the engine’s machine. Use TLS or ssh.'

/**
 * Every endpoint that the docker CLI would know, the one that it would use first:
 * DOCKER_HOST, then DOCKER_CONTEXT, then the current context, then the default socket. A choice of
 * the login shell comes late, and takes none away that was there before.
 */
export function findEndpoints(
  wishes: Wishes,
  files: DockerFiles,
  machine: DefaultPlace,
): readonly FoundEndpoint[] {
  if (wishes.isOfLoginShell) return findOfLoginShell(wishes, files, machine)
  const contexts = files.contexts.map(fromContext)
  if (wishes.host) return [fromHost(wishes.host, wishes, files), ...contexts]
  const all = [defaultEndpoint(wishes, files, machine), ...contexts]
  const name = wishes.context ?? files.currentContext ?? DEFAULT_CONTEXT
  const effective = all.find(({ connection }) => connection.name === name) ?? missingContext(name)
  return [effective, ...all.filter((other) => other !== effective)]
}

function findOfLoginShell(
  wishes: Wishes,
  files: DockerFiles,
  machine: DefaultPlace,
): readonly FoundEndpoint[] {
  const [first, ...others] = findEndpoints({ ...wishes, isOfLoginShell: false }, files, machine)
  if (!first) return others
  const chosen: FoundEndpoint = {
    ...first,
    connection: {
      ...first.connection,
      ...(wishes.host && { name: 'DOCKER_HOST' }),
      ofLoginShell: true,
    },
  }
  const isListed = [first, ...others].some(({ connection }) => connection.id === 'default')
  return [chosen, ...(isListed ? [] : [defaultEndpoint(NO_WISHES, files, machine)]), ...others]
}

const NO_WISHES: Wishes = { host: undefined, context: undefined, tlsVerify: undefined }

function fromHost(
  host: string,
  { tlsVerify, certPath }: Wishes,
  files: DockerFiles,
): FoundEndpoint {
  // The CLI knows no https here; whoever names it beside a folder of certificates means them.
  const isTls = tlsVerify !== undefined || (certPath !== undefined && host.startsWith('https:'))
  const tls = isTls ? files.certificates : undefined
  return endpoint({ id: 'DOCKER_HOST', name: DEFAULT_CONTEXT, source: 'DOCKER_HOST' }, host, tls)
}

function defaultEndpoint(
  { tlsVerify }: Wishes,
  files: DockerFiles,
  { platform, root = '' }: DefaultPlace,
): FoundEndpoint {
  const naming: Naming = { id: 'default', name: DEFAULT_CONTEXT, source: 'default' }
  if (tlsVerify !== undefined) return endpoint(naming, DEFAULT_TLS_ENDPOINT, files.certificates)
  return endpoint(naming, DEFAULT_ENDPOINTS[platform] ?? `unix://${root}${DEFAULT_SOCKET}`)
}

function fromContext(context: StoredContext): FoundEndpoint {
  const naming = namingOf(context.name)
  if ('broken' in context) return broken(naming, context.broken)
  const { name, host, skipTlsVerify } = context
  // For the CLI this wish alone means TLS, and a TLS that proves nothing.
  const found = endpoint(naming, host, context.tls ?? (skipTlsVerify ? {} : undefined))
  const { connection } = found
  return skipTlsVerify && connection.kind === 'tls' ? faulty(connection, unverified(name)) : found
}

function broken(naming: Naming, why: string): FoundEndpoint {
  const fault = new EngineError({
    code: 'unreachable',
    message: `The context "${naming.name}" cannot be used: ${why}`,
    hint: 'Make it again with "docker context create".',
  })
  return faulty(unknownPlace(naming), fault)
}

function unverified(name: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `The context "${name}" asks not to verify who answers, and then anyone could`,
    hint: 'Give it the authority’s certificate (ca=…/ca.pem) with "docker context update", without skip-tls-verify.',
  })
}

function missingContext(name: string): FoundEndpoint {
  const fault = new EngineError({
    code: 'not-found',
    message: `There is no context "${name}"`,
    hint: 'Choose another one with "docker context use", or unset DOCKER_CONTEXT.',
  })
  return faulty(unknownPlace(namingOf(name)), fault)
}

type Naming = Pick<Connection, 'id' | 'name' | 'source'>

function namingOf(context: string): Naming {
  return { id: `context:${context}`, name: context, source: 'context' }
}

function unknownPlace(naming: Naming): FoundConnection {
  return { ...naming, endpoint: '', kind: 'socket', mode: 'full' }
}

/** A connection to an endpoint as the CLI writes it; one that cannot be used has a fault. */
export function endpoint(naming: Naming, host: string, tls?: TlsFiles): FoundEndpoint {
  const place = { ...naming, endpoint: host, mode: 'full' } as const
  try {
    const address = parseAddress(host, tls)
    const kind = kindOf(address)
    const warning = kind === 'tcp' ? { warning: PLAIN_TCP } : {}
    return { connection: { ...place, kind, ...warning }, address }
  } catch (cause) {
    if (cause instanceof EngineError) return faulty({ ...place, kind: 'socket' }, cause)
    throw cause
  }
}

function kindOf(address: Address): ConnectionKind {
  const isPipe = address.kind === 'socket' && address.path.startsWith('\\\\')
  return isPipe ? 'pipe' : address.kind
}

function faulty(connection: FoundConnection, fault: EngineError): FoundEndpoint {
  return { connection: { ...connection, fault: fault.toShape() } }
}
