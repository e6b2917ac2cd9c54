import { naturalCompare } from '#lib/natural-compare.ts'
import type { Column, Sort } from './column.ts'

/** A sorted copy: by the column, then by name, so that equal rows never change places. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort,
  rowName: (row: Row) => string,
): readonly Row[] {
  const compare = columns.find(({ id }) => id === sort.column)?.compare
  if (!compare) return rows
  const sign = sort.direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => sign * compare(a, b) || naturalCompare(rowName(a), rowName(b)))
}

/** What a click on a header makes of the sort: this column ascending, then the other way round. */
export function nextSort(sort: Sort, column: string): Sort {
  const flips = sort.column === column && sort.direction === 'ascending'
  return { column, direction: flips ? 'descending' : 'ascending' }
}
