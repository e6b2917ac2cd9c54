import type { ConnectionLooks, TlsPaths } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import { parseAddress, type Address } from './address.ts'
import type { Endpoint, FoundEndpoint } from './endpoints.ts'
import type { SavedConnections } from './saved-connections.ts'

/** What was found, the first of it current, and what was added; each as the person wants to see it. */
export function withSaved(
  found: readonly FoundEndpoint[],
  { added, choices }: SavedConnections,
): readonly Endpoint[] {
  const dressed = found.map((endpoint, at) =>
    dress(endpoint, at === 0, choices[endpoint.connection.id]),
  )
  return [...dressed, ...added.map((saved) => dress(toEndpoint(saved), false, saved))]
}

/** Where an endpoint with these files leads. Throws what a person can act on. */
export function toAddress(endpoint: string, _tls: TlsPaths | undefined): Address {
  return parseAddress(endpoint)
}

/** A name of this machine for itself, as far as endpoints use one. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/

/** Whether an engine is on another machine; of a proxy on this one, nobody can tell. */
export function isRemote(address: Address | undefined): boolean {
  if (address === undefined || address.kind === 'socket') return false
  return address.kind === 'ssh' || !LOOPBACK.test(address.host)
}

function dress(
  endpoint: FoundEndpoint,
  current: boolean,
  looks: ConnectionLooks | undefined,
): Endpoint {
  const remote = isRemote(endpoint.address)
  const connection = { ...endpoint.connection, current, remote }
  if (!looks) return { ...endpoint, connection }
  const { name, mode, colour, label } = looks
  const marks = { ...(colour && { colour }), ...(label && { label }) }
  return { ...endpoint, connection: { ...connection, name, mode, ...marks } }
}

function toEndpoint(saved: SavedConnections['added'][number]): FoundEndpoint {
  const { id, name, endpoint, tls, mode } = saved
  const connection = { id, name, source: 'added' as const, endpoint, mode, ...(tls && { tls }) }
  try {
    return { connection, address: toAddress(endpoint, tls) }
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause
    return { connection: { ...connection, fault: cause.toShape() } }
  }
}
