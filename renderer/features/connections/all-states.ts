import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { Connection, ConnectionState } from '#shared/contract/connections.ts'
import { accessOf, type ConnectionAccess } from './connection-access.ts'
import { connectionState, watchConnection } from './connection-states.ts'

type StateKind = ConnectionState['kind']

/** How each of the connections is, live; a new map whenever one of them changes. */
export function useAllStates(connections: readonly Connection[]): ReadonlyMap<string, StateKind> {
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = connections.map(({ id }) => watchConnection(id, listener))
      return () => stops.forEach((stop) => stop())
    },
    [connections],
  )
  // As one string, so that React can tell that nothing changed.
  const kinds = useSyncExternalStore(subscribe, () =>
    connections.map(({ id }) => connectionState(id).kind).join(' '),
  )
  return useMemo(() => {
    const all = kinds.split(' ') as StateKind[]
    return new Map(connections.map(({ id }, at) => [id, all[at] ?? 'connecting']))
  }, [connections, kinds])
}

/** What may be done to objects of several connections at once: what all of them allow. */
export function useAccessTo(
  connections: readonly Connection[],
): (targets: readonly { readonly connection: string }[]) => ConnectionAccess {
  const states = useAllStates(connections)
  return useMemo(() => {
    const known = new Map(
      connections.map(({ id, name, mode }) => [
        id,
        accessOf(name, mode, states.get(id) ?? 'connecting'),
      ]),
    )
    return (targets) => {
      const each = targets.map(({ connection }) => known.get(connection) ?? GONE)
      return each.find(({ kind }) => kind === 'closed') ?? { kind: 'open' }
    }
  }, [connections, states])
}

const GONE: ConnectionAccess = { kind: 'closed', reason: 'Its connection is gone' }
