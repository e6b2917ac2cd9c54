import { useCallback, useSyncExternalStore } from 'react'
import type { ConnectionState } from '#shared/contract/connections.ts'
import { asEngineError } from '#shared/errors.ts'
import { engine } from '../../ipc/client.ts'

/** One connection's state, fed by main for as long as somebody looks. */
interface Watched {
  state: ConnectionState
  readonly listeners: Set<() => void>
  stop(): void
}

const watched = new Map<string, Watched>()

/** Calls `listener` after every change of the state, until it is unsubscribed. */
export function watchConnection(connection: string, listener: () => void): () => void {
  const entry = watched.get(connection) ?? open(connection)
  entry.listeners.add(listener)
  return () => {
    entry.listeners.delete(listener)
    if (entry.listeners.size > 0 || watched.get(connection) !== entry) return
    entry.stop()
    watched.delete(connection)
  }
}

/** What is known of the connection now; `connecting` until main has said more. */
export function connectionState(connection: string): ConnectionState {
  return watched.get(connection)?.state ?? CONNECTING
}

/** The connection's state, live. */
export function useConnectionState(connection: string): ConnectionState {
  const subscribe = useCallback(
    // The page of all engines has no connection of its own.
    (listener: () => void) =>
      connection === '' ? () => {} : watchConnection(connection, listener),
    [connection],
  )
  return useSyncExternalStore(subscribe, () => connectionState(connection))
}

const CONNECTING: ConnectionState = { kind: 'connecting', since: Date.now() }

function open(connection: string): Watched {
  const stop = engine.connections.state(
    { connection },
    {
      onValue: (state) => set(entry, state),
      // Main ends this feed only for a connection that it does not have.
      onEnd: (cause) => set(entry, gone(asEngineError(cause ?? 'The connection is gone'))),
    },
  )
  const entry: Watched = { state: CONNECTING, listeners: new Set(), stop }
  watched.set(connection, entry)
  return entry
}

function set(entry: Watched, state: ConnectionState) {
  entry.state = state
  for (const listener of entry.listeners) listener()
}

function gone(error: ReturnType<typeof asEngineError>): ConnectionState {
  return { kind: 'disconnected', since: Date.now(), error: error.toShape() }
}
