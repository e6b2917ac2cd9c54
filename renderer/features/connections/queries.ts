import { queryOptions, useQuery } from '@tanstack/react-query'
import { engine } from '../../ipc/client.ts'

/** The connections that main has found. They stay as they are while the app runs. */
const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: () => engine.connections.list({}),
  staleTime: Infinity,
  gcTime: Infinity,
})

/** The connections that main has found, in its order: the first is the one to show. */
export function useConnections() {
  return useQuery(connectionsQuery)
}
