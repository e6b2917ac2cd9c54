import { useMemo } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import type { ConnectionMode, ConnectionState } from '#shared/contract/connections.ts'
import type { Effect } from '#shared/ipc/define.ts'
import { connectionOf, useConnection } from './queries.ts'
import { connectionState, useConnectionState } from './connection-states.ts'

/** What may be done on a connection right now. */
export type ConnectionAccess =
  | { readonly kind: 'open' }
  /** Nothing that changes the engine; `reason` is a sentence for people. */
  | { readonly kind: 'closed'; readonly reason: string }

/** The same for objects that may be on several connections. */
export type AccessOf<Target> = ConnectionAccess | ((targets: readonly Target[]) => ConnectionAccess)

/** What may be done to these objects. */
export function accessFor<Target>(
  access: AccessOf<Target>,
  targets: readonly Target[],
): ConnectionAccess {
  return typeof access === 'function' ? access(targets) : access
}

/** What may be done, from the connection's mode and its state. */
export function accessOf(
  name: string,
  mode: ConnectionMode,
  state: ConnectionState['kind'],
): ConnectionAccess {
  const shown = `"${visibleText(name)}"`
  if (state !== 'connected') return { kind: 'closed', reason: `${shown} is not connected` }
  if (mode === 'read-only') return { kind: 'closed', reason: `${shown} is read-only` }
  // One that confirms everything is open: `agree` asks.
  return { kind: 'open' }
}

/** Why an action with this effect cannot be done there; `undefined` when it can. */
export function blockedReason(access: ConnectionAccess, effect: Effect): string | undefined {
  return access.kind === 'closed' && effect !== 'read' ? access.reason : undefined
}

/** What may be done on a connection right now. */
export function accessTo(connection: string): ConnectionAccess {
  const { name = connection, mode = 'full' } = connectionOf(connection) ?? {}
  return accessOf(name, mode, connectionState(connection).kind)
}

/** What may be done on a connection right now, live. */
export function useConnectionAccess(connection: string): ConnectionAccess {
  const { kind } = useConnectionState(connection)
  const { name, mode } = useConnection(connection) ?? { name: connection }
  // The same object until it says something else: every row's buttons hang on it.
  return useMemo(() => accessOf(name, mode ?? 'full', kind), [name, mode, kind])
}
