import { useEffect, useMemo, useState } from 'react'
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

/** Milliseconds between two sorts by live figures: rows that jump every second cannot be read. */
const RESORT_MS = 2000

/**
 * While the list is sorted by live figures: watches every running container, and answers with the
 * rows as a new array every two seconds, so that they are sorted anew. Not under the pointer. By
 * facts they are sorted in the same way, but for none is the engine asked that is not in view.
 */
export function useLiveSort(
  rows: readonly ShownContainer[],
  column: string,
): readonly ShownContainer[] {
  const sortsLive = LIVE_COLUMNS.has(column)
  const sortsAgain = sortsLive || FACT_IDS.has(column)
  const [tick, setTick] = useState(0)
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
  useEffect(() => {
    if (!sortsAgain) return undefined
    const timer = setInterval(() => {
      if (!document.querySelector('[role="grid"]:hover')) setTick((count) => count + 1)
    }, RESORT_MS)
    return () => clearInterval(timer)
  }, [sortsAgain])
  // oxlint-disable-next-line react/exhaustive-deps -- the tick is the reason for a new array
  return useMemo(() => (tick > 0 ? [...rows] : rows), [rows, tick])
}
