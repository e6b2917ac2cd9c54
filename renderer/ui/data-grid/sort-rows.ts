import { naturalCompare } from '#lib/natural-compare.ts'
import type { Column, Sort } from './column.ts'

/**
 * A sorted copy: by the column, then by name, so that equal rows never change places. Rows of which
 * the column knows nothing come last.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort,
  rowName: (row: Row) => string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort.column)
  if (!column?.compare) return rows
  const sign = sort.direction === 'ascending' ? 1 : -1
  const byName = (a: Row, b: Row) => naturalCompare(rowName(a), rowName(b))
  const unknown = rows.filter((row) => column.isUnknown?.(row))
  const known = unknown.length === 0 ? rows : rows.filter((row) => !column.isUnknown?.(row))
  const sorted = known.toSorted((a, b) => sign * (column.compare?.(a, b) ?? 0) || byName(a, b))
  return [...sorted, ...unknown.toSorted(byName)]
}

/** What a click on a header makes of the sort: the column's first direction, then the other. */
export function nextSort<Row>(
  sort: Sort,
  { id, firstDirection = 'ascending' }: Pick<Column<Row>, 'id' | 'firstDirection'>,
): Sort {
  const direction = sort.column === id ? OPPOSITE[sort.direction] : firstDirection
  return { column: id, direction }
}

const OPPOSITE = { ascending: 'descending', descending: 'ascending' } as const
