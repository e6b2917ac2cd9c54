import { naturalCompare } from '#lib/natural-compare.ts'
import { visibleText } from '#shared/visible-text.ts'
import { SafeText } from '../safe-text.tsx'
import type { Column } from './column.ts'

/** A column of plain text, all of it in the tooltip, hidden at first. Rows without any come last. */
export function hiddenColumn<Row>(
  id: string,
  title: string,
  textOf: (row: Row) => string,
): Column<Row> {
  return {
    id,
    title,
    width: 'minmax(100px, 1fr)',
    optional: 'hidden',
    render(row) {
      const text = textOf(row)
      return text !== '' && <SafeText text={text} hint={visibleText(text)} />
    },
    compare: (a, b) => naturalCompare(textOf(a), textOf(b)),
    isUnknown: (row) => textOf(row) === '',
  }
}

/** Labels as the docker CLI writes them. */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join(', ')
}
