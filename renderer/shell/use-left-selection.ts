import { useMemo } from 'react'

interface Listed<Row> {
  /** All of them, whether or not the filter shows them. */
  readonly rows: readonly Row[]
  rowId(row: Row): string
  /** Whether this object would be among the rows if it were still there. */
  knows(id: string): boolean
}

const NONE: ReadonlySet<string> = new Set()

/** The selection without what has gone from the list; the same set where all of it is there. */
export function useLeftSelection<Row>(
  selection: ReadonlySet<string>,
  { rows, rowId, knows }: Listed<Row>,
): ReadonlySet<string> {
  const isAny = selection.size > 0
  const there = useMemo(() => (isAny ? new Set(rows.map(rowId)) : NONE), [isAny, rows, rowId])
  const left = [...selection].filter((id) => there.has(id) || !knows(id))
  return left.length === selection.size ? selection : new Set(left)
}
