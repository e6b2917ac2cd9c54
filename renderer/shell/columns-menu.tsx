import { Columns3 } from 'lucide-react'
import { visibleText } from '#shared/visible-text.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { HeaderButton } from '#ui/header-button.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { askLabelKey } from './ask-label-key.ts'
import { isColumnShown, type ColumnChoices } from './chosen-columns.ts'
import { chosenLabels, withLabel, withoutLabel } from './label-columns.ts'

interface ColumnsMenuProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly choices: ColumnChoices
  /** Label keys to choose from. */
  labelKeys(): readonly string[]
  onChange(choices: ColumnChoices): void
}

/** The button with which a person chooses the columns of a list. */
export function ColumnsMenu<Row>({ columns, choices, labelKeys, onChange }: ColumnsMenuProps<Row>) {
  const optional = columns.filter(({ optional }) => optional !== undefined)
  if (optional.length === 0) return null
  const askLabel = async () => {
    const keys = labelKeys()
    const key = await askLabelKey({ title: 'A column for a label', verb: 'Add column', keys })
    if (key !== undefined) onChange(withLabel(choices, key))
  }
  const entries = [
    ...optional.map((column) => {
      const { id, title } = column
      const checked = isColumnShown(column, choices)
      const run = () => onChange({ ...choices, [id]: !checked })
      return { id, label: title, checked, keepsOpen: true, run }
    }),
    'separator' as const,
    // Without its mark there is no such entry: it does not stay open for a second look.
    ...chosenLabels(choices).map((key) => ({
      id: `label ${key}`,
      label: `Label: ${visibleText(key)}`,
      checked: true,
      run: () => onChange(withoutLabel(choices, key)),
    })),
    { id: 'label', label: 'Add a label…', run: () => void askLabel() },
    'separator' as const,
    { id: 'reset', label: 'Reset to default', run: () => onChange({}) },
  ]
  return (
    <MenuButton
      align="end"
      trigger={<HeaderButton icon={Columns3}>Columns</HeaderButton>}
      entries={entries}
    />
  )
}
