import { visibleText } from '#shared/visible-text.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { hiddenColumn } from '#ui/data-grid/text-column.tsx'
import type { ColumnChoices } from './chosen-columns.ts'
import { labelGroupingId, labelKeyOf } from './grouping.ts'

/** The keys of the labels that have a column of their own, in the order in which they were added. */
export function chosenLabels(choices: ColumnChoices): readonly string[] {
  return Object.entries(choices).flatMap(([id, shown]) => {
    const key = labelKeyOf(id)
    return key !== undefined && shown ? [key] : []
  })
}

/** The choices with a column for a label. */
export function withLabel(choices: ColumnChoices, key: string): ColumnChoices {
  return { ...choices, [labelGroupingId(key)]: true }
}

/** The choices without the column of a label. */
export function withoutLabel(choices: ColumnChoices, key: string): ColumnChoices {
  const { [labelGroupingId(key)]: _gone, ...others } = choices
  return others
}

/** What stands for a label without a value: it is there all the same. */
const NO_VALUE = '(empty)'

/** A column with the values of one label. */
export function labelColumn<Row>(
  key: string,
  labelsOf: (row: Row) => Readonly<Record<string, string>>,
): Column<Row> {
  const valueOf = (row: Row) => {
    const labels = labelsOf(row)
    return Object.hasOwn(labels, key) ? labels[key] || NO_VALUE : ''
  }
  return {
    ...hiddenColumn(labelGroupingId(key), visibleText(key), valueOf),
    hint: `Label: ${visibleText(key)}`,
  }
}
