import type { ConnectionLooks, Where } from '#shared/contract/connections.ts'
import { parseAddress, withKey, type Address } from './address.ts'
import { endpoint, type Endpoint, type FoundEndpoint } from './endpoints.ts'
import type { SavedConnections } from './saved-connections.ts'
import { filesOf } from './tls-folder.ts'

/** What was found, the first of it current, and what was added; each as the person wants to see it. */
export function withSaved(
  found: readonly FoundEndpoint[],
  { added, choices }: SavedConnections,
): readonly Endpoint[] {
  const dressed = found.map((one, at) => dress(one, at === 0, choices[one.connection.id]))
  return [...dressed, ...added.map((saved) => dress(toEndpoint(saved), false, saved))]
}

/** Where an endpoint with these files leads. Throws what a person can act on. */
export function toAddress({ endpoint, tls, identity }: Where): Address {
  return withKey(parseAddress(endpoint, filesOf(tls)), identity)
}

/** A name of this machine for itself, as far as endpoints use one. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/

/** Whether an engine is on another machine; of a proxy on this one, nobody can tell. */
function isRemote(address: Address | undefined): boolean {
  if (address === undefined || address.kind === 'socket' || address.kind === 'wsl') return false
  return address.kind === 'ssh' || !LOOPBACK.test(address.host)
}

function dress(
  found: FoundEndpoint,
  current: boolean,
  looks: ConnectionLooks | undefined,
): Endpoint {
  const remote = !found.isLocal && isRemote(found.address)
  const connection = { ...found.connection, current, remote }
  if (!looks) return { ...found, connection }
  const { name, mode, colour, label } = looks
  const marks = { ...(colour && { colour }), ...(label && { label }) }
  return { ...found, connection: { ...connection, name, mode, ...marks } }
}

function toEndpoint(saved: SavedConnections['added'][number]): FoundEndpoint {
  const { id, name, tls, identity } = saved
  const { connection, address } = endpoint(
    { id, name, source: 'added' },
    saved.endpoint,
    filesOf(tls),
  )
  return {
    connection: { ...connection, ...(tls && { tls }), ...(identity && { identity }) },
    ...(address && { address: withKey(address, identity) }),
  }
}
