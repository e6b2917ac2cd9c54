import type { Column } from '#ui/data-grid/data-grid.tsx'

/** Columns that a person has shown or hidden, by their ids. */
export type ColumnChoices = Readonly<Record<string, boolean>>

/** Whether a column is to be seen: as it was chosen, and else as the list has it at first. */
export function isColumnShown<Row>(
  { id, optional }: Pick<Column<Row>, 'id' | 'optional'>,
  choices: ColumnChoices,
): boolean {
  if (optional === undefined) return true
  return Object.hasOwn(choices, id) ? choices[id] === true : optional === 'shown'
}

/** The columns that are to be seen. The same array where that is all of them. */
export function chosenColumns<Row>(
  columns: readonly Column<Row>[],
  choices: ColumnChoices,
): readonly Column<Row>[] {
  const shown = columns.filter((column) => isColumnShown(column, choices))
  return shown.length === columns.length ? columns : shown
}
