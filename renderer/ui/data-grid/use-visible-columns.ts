import { useLayoutEffect, useMemo, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Column } from './column.ts'

/** The columns that the grid's width has room for. Changes only when a column comes or goes. */
export function useVisibleColumns<Row>(
  grid: RefObject<HTMLElement | null>,
  columns: readonly Column<Row>[],
): readonly Column<Row>[] {
  const [hidden, setHidden] = useState('')
  useLayoutEffect(() => {
    const element = grid.current
    if (!element || typeof ResizeObserver === 'undefined') return undefined
    // Told before the frame is painted, and without a layout of its own. Drawn within that frame.
    const update = () => flushSync(() => setHidden(hiddenIds(columns, element.clientWidth)))
    const observer = new ResizeObserver(update)
    observer.observe(element)
    return () => observer.disconnect()
  }, [grid, columns])
  return useMemo(() => {
    const ids = hidden.split(' ')
    return columns.filter(({ id }) => !ids.includes(id))
  }, [columns, hidden])
}

/** As one string, so that React can tell that nothing changed. */
function hiddenIds<Row>(columns: readonly Column<Row>[], width: number): string {
  return columns
    .filter(({ hideBelow = 0 }) => width < hideBelow)
    .map(({ id }) => id)
    .join(' ')
}
