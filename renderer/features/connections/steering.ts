import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { ConnectionState } from '#shared/contract/connections.ts'
import type { SteerVerb, Steering } from '#shared/contract/places.ts'
import { engine } from '../../ipc/client.ts'
import { watchConnections } from './queries.ts'

/** How the engines behind all connections are started and stopped, by connection. */
export const steeringQuery = queryOptions({
  queryKey: ['steering'],
  queryFn: ({ signal }) => engine.places.steering({}, { signal }),
  // People install programs while the window is open: who looks at it, asks anew.
  staleTime: 0,
  gcTime: Infinity,
})

/** What was known of it when it was last asked. */
export function knownSteering(client: QueryClient, connection: string): Steering | undefined {
  return client.getQueryData(steeringQuery.queryKey)?.[connection]
}

/** Asks anew whenever the list of connections changes: the palette has no time to. Returns the undo. */
export function followSteering(client: QueryClient): () => void {
  return watchConnections(() => void client.prefetchQuery(steeringQuery))
}

/** Whether it makes sense now. What is not watched may be in any state: its program tells. */
export function fitsState(verb: SteerVerb, state: ConnectionState['kind']): boolean {
  switch (state) {
    case 'connecting':
      return true
    case 'connected':
    case 'not-responding':
      return verb !== 'start'
    // What runs the engine may run on without it: then only a restart helps.
    case 'reconnecting':
    case 'disconnected':
      return verb !== 'stop'
    default:
      return state satisfies never
  }
}
