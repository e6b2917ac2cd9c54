import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query'

/**
 * Reads these queries again. One whose first read is under way is read once more after it: the
 * query client would take that read for the answer, though it was asked before the news.
 */
export async function readAnew(
  client: QueryClient,
  filters: InvalidateQueryFilters,
): Promise<void> {
  const first = client
    .getQueryCache()
    .findAll(filters)
    .filter(({ state }) => state.data === undefined && state.fetchStatus !== 'idle')
    .flatMap(({ promise }) => promise ?? [])
  if (first.length > 0) await Promise.allSettled(first)
  await client.invalidateQueries(filters)
}
