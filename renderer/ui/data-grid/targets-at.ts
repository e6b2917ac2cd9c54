/**
 * The rows that an act on this row means: the whole selection when the row belongs to it, else the
 * row alone. So a forgotten selection elsewhere is never hit.
 */
export function targetsAt<Row>(
  row: Row,
  rows: readonly Row[],
  selection: ReadonlySet<string>,
  rowId: (row: Row) => string,
): readonly Row[] {
  if (!selection.has(rowId(row))) return [row]
  return rows.filter((other) => selection.has(rowId(other)))
}
