import { queryOptions, useQuery } from '@tanstack/react-query'
import { engine } from '../../ipc/client.ts'

/** An engine measures for minutes, so what is known for so long is shown as it was. */
const FRESH_MS = 60_000

/** What takes space on the engine of a connection. */
export function diskQuery(connection: string) {
  return queryOptions({
    queryKey: ['disk', connection],
    queryFn: ({ signal }) => engine.disk.report({ connection }, { signal }),
    staleTime: FRESH_MS,
    gcTime: Infinity,
    retry: false,
  })
}

/** What takes space on the engine of a connection, as it was measured last. */
export function useDiskReport(connection: string) {
  return useQuery(diskQuery(connection))
}
