import { Columns3 } from 'lucide-react'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { HeaderButton } from '#ui/header-button.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { isColumnShown, type ColumnChoices } from './chosen-columns.ts'

interface ColumnsMenuProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly choices: ColumnChoices
  onChange(choices: ColumnChoices): void
}

/** The button with which a person chooses the columns of a list. */
export function ColumnsMenu<Row>({ columns, choices, onChange }: ColumnsMenuProps<Row>) {
  const optional = columns.filter(({ optional }) => optional !== undefined)
  if (optional.length === 0) return null
  const entries = [
    ...optional.map((column) => {
      const { id, title } = column
      const checked = isColumnShown(column, choices)
      const run = () => onChange({ ...choices, [id]: !checked })
      return { id, label: title, checked, keepsOpen: true, run }
    }),
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
