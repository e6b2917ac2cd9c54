import { useSyncExternalStore } from 'react'
import type { Connection } from '#shared/contract/connections.ts'
import { engine } from '../../ipc/client.ts'

type Connections = readonly Connection[]

/** What main said last; nothing until it has spoken. */
let known: Connections | undefined
/** Those of them that do not stand for another one's engine. */
let listed: Connections | undefined
let folded: Connections = []
const listeners = new Set<() => void>()
let isWatching = false

/**
 * The connections to list, live and in main's order: the first is the one to show. `isPending`
 * until main has spoken.
 */
export function useConnections() {
  const data = useSyncExternalStore(watchConnections, listedConnections)
  return { data, isPending: data === undefined }
}

/** One connection, live, whether it is listed or has folded into another one. */
export function useConnection(connection: string): Connection | undefined {
  return useSyncExternalStore(watchConnections, () => connectionOf(connection))
}

/** Those that have folded into another one, live. */
export function useFolded(): Connections {
  return useSyncExternalStore(watchConnections, () => folded)
}

/** What connections are called, live; one that is gone by its id. */
export function useNameOf(): (connection: string) => string {
  const all = useSyncExternalStore(watchConnections, () => known)
  return (connection) => all?.find(({ id }) => id === connection)?.name ?? connection
}

/** The connections to list, as they were last told. */
export function listedConnections(): Connections | undefined {
  return listed
}

/** One connection as it was last told, whether it is listed or has folded into another one. */
export function connectionOf(connection: string): Connection | undefined {
  return known?.find(({ id }) => id === connection)
}

/** The id that is listed for a connection: its own, or that of the one in its place. */
export function listedIdOf(connection: string): string {
  return connectionOf(connection)?.foldedInto ?? connection
}

/** Calls `listener` after every change of the list, until it is unsubscribed. */
export function watchConnections(listener: () => void): () => void {
  listeners.add(listener)
  // One feed for the life of the window: every part of it shows connections.
  if (!isWatching) engine.connections.watch({}, { onValue: take })
  isWatching = true
  return () => listeners.delete(listener)
}

function take(next: Connections) {
  known = next
  listed = next.filter(({ foldedInto }) => foldedInto === undefined)
  folded = next.filter(({ foldedInto }) => foldedInto !== undefined)
  for (const listener of listeners) listener()
}
