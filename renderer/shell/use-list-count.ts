import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import type { PageId } from './navigation.ts'

/** How many objects the page's list holds, once it has been read. Reads nothing by itself. */
export function useListCount(page: PageId, connection: string): number | undefined {
  const client = useQueryClient()
  const subscribe = useCallback(
    (listener: () => void) => client.getQueryCache().subscribe(listener),
    [client],
  )
  return useSyncExternalStore(
    subscribe,
    () => client.getQueryData<readonly unknown[]>([page, connection])?.length,
  )
}
