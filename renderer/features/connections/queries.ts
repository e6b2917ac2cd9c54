import { useSyncExternalStore } from 'react'
import type { Connection } from '#shared/contract/connections.ts'
import { engine } from '../../ipc/client.ts'

type Connections = readonly Connection[]

/** What main said last; nothing until it has spoken. */
let known: Connections | undefined
const listeners = new Set<() => void>()
let isWatching = false

/**
 * The connections that main has, live and in its order: the first is the one to show. `isPending`
 * until main has spoken.
 */
export function useConnections() {
  const data = useSyncExternalStore(watchConnections, knownConnections)
  return { data, isPending: data === undefined }
}

/** The connections as they were last told. */
export function knownConnections(): Connections | undefined {
  return known
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
  for (const listener of listeners) listener()
}
