import { useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { countImageRows } from '#features/images'
import type { ImageSummary } from '#shared/contract/images.ts'
import { listQueries } from './list-queries.ts'
import type { PageId } from './navigation.ts'

/**
 * How many rows the page's list holds, live. Lists that nobody looks at are read once the one
 * in view is there (`enabled`), so that none waits for another.
 */
export function useListCount(
  page: PageId,
  connection: string,
  enabled: boolean,
): number | undefined {
  // Four lists of different rows have no type in common; their length is all that is read.
  // Not by `select`: the sharing of rows would be put to work on the number.
  const options = listQueries[page](connection) as unknown as UseQueryOptions<readonly unknown[]>
  const { data } = useQuery({ ...options, enabled, notifyOnChangeProps: ['data'] })
  if (page !== 'images') return data?.length
  return data && countImageRows(data as readonly ImageSummary[])
}
