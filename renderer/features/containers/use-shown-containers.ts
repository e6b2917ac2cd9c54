import { useEffect, useMemo } from 'react'
import { useSortedAnew } from '#lib/use-sorted-anew.ts'
import { usePendingContainers } from './pending-containers.ts'
import { useContainers } from './queries.ts'
import { FACT_IDS } from './facts/fact-columns.tsx'
import { showContainers, type ShownContainer } from './shown-container.ts'
import { LIVE_COLUMNS } from './stats-columns.tsx'
import { containerStats } from './stats-store.ts'

const NONE: readonly ShownContainer[] = []

/** The query of a connection's containers, and its rows with our pending actions over them. */
export function useShownContainers(connection: string) {
  const query = useContainers(connection)
  const pending = usePendingContainers()
  const rows = useMemo(
    () => (query.data ? showContainers(connection, query.data, pending) : NONE),
    [connection, query.data, pending],
  )
  return { query, rows }
}

/**
 * While the list is sorted by live figures: watches every running container, and has the rows
 * sorted anew. By facts they are sorted in the same way, but for none is the engine asked that is
 * not in view.
 */
export function useLiveSort(
  rows: readonly ShownContainer[],
  column: string,
): readonly ShownContainer[] {
  const sortsLive = LIVE_COLUMNS.has(column)
  const running = useMemo(
    () => (sortsLive ? rows.filter(({ state }) => state.kind === 'running') : NONE),
    [rows, sortsLive],
  )
  useEffect(() => {
    const stops = running.map(({ connection, id }) =>
      containerStats.subscribe(connection, id, () => {}),
    )
    return () => stops.forEach((stop) => stop())
  }, [running])
  return useSortedAnew(rows, sortsLive || FACT_IDS.has(column))
}
