import { useQueries, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query'
import { countListed } from '#features/containers'
import { countImageRows } from '#features/images'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import type { RegistryLogins } from '#shared/contract/registries.ts'
import { listQueries } from './list-queries.ts'
import type { PageId } from './navigation.ts'

type Rows = readonly unknown[]

/**
 * How many rows the page's lists hold on these connections, live; nothing while none is known.
 * Lists that nobody looks at are read once the one in view is there (`enabled`), so that none
 * waits for another.
 */
export function useListCount(
  page: PageId,
  connections: readonly string[],
  enabled: boolean,
): number | undefined {
  const queries = connections.map((connection) => {
    // Four lists of different rows have no type in common; their length is all that is read.
    // Not by `select`: the sharing of rows would be put to work on the number.
    const options = listQueries[page](connection) as unknown as UseQueryOptions<Rows>
    // Key stores may ask a person to unlock them: they are read when somebody looks at the page.
    const isRead = enabled && page !== 'registries'
    return { ...options, enabled: isRead, notifyOnChangeProps: ['data' as const] }
  })
  return useQueries({ queries, combine: COUNTS[page] ?? countRows })
}

type Results = readonly Pick<UseQueryResult<Rows>, 'data'>[]

const countRows = (results: Results) => sumOf(results, ({ length }) => length)
const countImages = (results: Results) =>
  sumOf(results, (rows) => countImageRows(rows as readonly ImageSummary[]))
/** What is in the trash is not in the list. */
const countContainers = (results: Results) =>
  sumOf(results, (rows) => countListed(rows as readonly ContainerSummary[]))

const countLogins = (results: Results) =>
  sumOf(results, (rows) => (rows as unknown as RegistryLogins).logins.length)

const COUNTS: Partial<Readonly<Record<PageId, typeof countRows>>> = {
  images: countImages,
  containers: countContainers,
  registries: countLogins,
}

function sumOf(results: Results, count: (rows: Rows) => number): number | undefined {
  const known = results.flatMap(({ data }) => (data ? [count(data)] : []))
  return known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0)
}
