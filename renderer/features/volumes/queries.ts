import { queryOptions, useQuery } from '@tanstack/react-query'
import type { VolumeSummary } from '#shared/contract/volumes.ts'
import { engine } from '../../ipc/client.ts'
import { shareById } from '../../live/share-by-id.ts'

type Volumes = readonly VolumeSummary[]

/** Where the volumes of a connection lie in the cache. */
export const volumesKey = (connection: string) => ['volumes', connection] as const

/** The volumes of a connection. Events have it read again (`live.ts`). */
export function volumesQuery(connection: string) {
  return queryOptions({
    queryKey: volumesKey(connection),
    queryFn: ({ signal }) => engine.volumes.list({ connection }, { signal }),
    structuralSharing: (before, after) =>
      shareById(before as Volumes | undefined, after as Volumes, (volume) => volume.name),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
}

/** The volumes of a connection, live. */
export function useVolumes(connection: string) {
  return useQuery(volumesQuery(connection))
}

/** The engine's whole answer about one volume, as JSON. */
export function useVolumeJson(connection: string, id: string) {
  return useQuery({
    queryKey: [...volumesKey(connection), 'json', id],
    queryFn: ({ signal }) => engine.volumes.inspect({ connection, id }, { signal }),
    retry: false,
  })
}
