import { replaceEqualDeep } from '@tanstack/react-query'

/**
 * Keeps the object of every row that says what it said before, wherever it stands now, so that
 * only changed rows are drawn again. The whole list is kept when nothing changed.
 */
export function shareById<Row>(
  before: readonly Row[] | undefined,
  after: readonly Row[],
  idOf: (row: Row) => string,
): readonly Row[] {
  if (!before) return after
  const known = new Map(before.map((row) => [idOf(row), row]))
  const rows = after.map((row) => shareRow(known.get(idOf(row)), row))
  const same = rows.length === before.length && rows.every((row, index) => row === before[index])
  return same ? before : rows
}

function shareRow<Row>(before: Row | undefined, after: Row): Row {
  if (before === undefined || before === after) return after
  return replaceEqualDeep<Row>(before, after)
}
