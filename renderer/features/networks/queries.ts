import { queryOptions, useQuery } from '@tanstack/react-query'
import type { NetworkSummary } from '#shared/contract/networks.ts'
import { engine } from '../../ipc/client.ts'
import { shareById } from '../../live/share-by-id.ts'

type Networks = readonly NetworkSummary[]

/** Where the networks of a connection lie in the cache. */
export const networksKey = (connection: string) => ['networks', connection] as const

/** The networks of a connection. Events have it read again (`live.ts`). */
export function networksQuery(connection: string) {
  return queryOptions({
    queryKey: networksKey(connection),
    queryFn: ({ signal }) => engine.networks.list({ connection }, { signal }),
    structuralSharing: (before, after) =>
      shareById(before as Networks | undefined, after as Networks, (network) => network.id),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
}

/** The networks of a connection, live. */
export function useNetworks(connection: string) {
  return useQuery(networksQuery(connection))
}

/** The engine's whole answer about one network, as JSON. */
export function useNetworkJson(connection: string, id: string) {
  return useQuery({
    queryKey: [...networksKey(connection), 'json', id],
    queryFn: ({ signal }) => engine.networks.inspect({ connection, id }, { signal }),
    retry: false,
  })
}
