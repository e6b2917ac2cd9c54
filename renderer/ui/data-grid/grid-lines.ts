import type { RowGroup } from './row-groups.ts'

/** What stands in the list, line by line: rows, and the headings of their groups. */
export interface GridLines<Row> {
  readonly ids: readonly string[]
  /** By the same index; nothing where the heading of a group stands. */
  readonly rows: readonly (Row | undefined)[]
  /** By the id of their headings. */
  readonly groups: ReadonlyMap<string, RowGroup<Row>>
}

/** The rows by themselves. */
export function plainLines<Row>(rows: readonly Row[], rowId: (row: Row) => string): GridLines<Row> {
  return { ids: rows.map(rowId), rows, groups: new Map() }
}

/** Each group's heading, and its rows unless it is collapsed. */
export function groupedLines<Row>(
  groups: readonly RowGroup<Row>[],
  collapsed: ReadonlySet<string>,
  rowId: (row: Row) => string,
): GridLines<Row> {
  const ids: string[] = []
  const rows: (Row | undefined)[] = []
  for (const group of groups) {
    ids.push(group.id)
    rows.push(undefined)
    if (collapsed.has(group.id)) continue
    for (const row of group.rows) {
      ids.push(rowId(row))
      rows.push(row)
    }
  }
  return { ids, rows, groups: new Map(groups.map((group) => [group.id, group])) }
}

/** The rows among them: those of a collapsed group are none. */
export function drawnRows<Row>(
  rows: readonly Row[],
  groups: readonly RowGroup<Row>[],
  collapsed: ReadonlySet<string>,
): readonly Row[] {
  if (groups.length === 0) return rows
  return groups.flatMap((group) => (collapsed.has(group.id) ? [] : group.rows))
}

/** The index of the heading that the line at this index stands under; -1 if there is none. */
export function headingAbove<Row>({ ids, groups }: GridLines<Row>, index: number): number {
  return ids.findLastIndex((id, at) => at < index && groups.has(id))
}
