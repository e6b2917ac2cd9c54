import { useEffect, useMemo, useState } from 'react'

/** Milliseconds between two sorts by live figures: rows that jump every second cannot be read. */
const RESORT_MS = 2000

/**
 * While a list is sorted by what becomes known little by little: the rows as a new array every two
 * seconds, so that they are sorted anew. Not under the pointer.
 */
export function useSortedAnew<Row>(rows: readonly Row[], isSoSorted: boolean): readonly Row[] {
  const [tick, setTick] = useState(0)
  useEffect(() => {
    if (!isSoSorted) return undefined
    const timer = setInterval(() => {
      if (!document.querySelector('[role="grid"]:hover')) setTick((count) => count + 1)
    }, RESORT_MS)
    return () => clearInterval(timer)
  }, [isSoSorted])
  // oxlint-disable-next-line react/exhaustive-deps -- the tick is the reason for a new array
  return useMemo(() => (tick > 0 ? [...rows] : rows), [rows, tick])
}
