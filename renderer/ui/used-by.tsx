import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'

export interface UsedByProps {
  /** Of the containers. */
  readonly names: readonly string[]
  /** Every name instead of a count. */
  readonly all?: boolean
}

/** Which containers use something: their number, with their names in the tooltip. */
export function UsedBy({ names, all = false }: UsedByProps) {
  if (names.length === 0) return all ? '—' : null
  const list = names.map((name) => visibleText(name)).join(', ')
  if (all) return list
  return <span data-tooltip={list}>{plural(names.length, 'container')}</span>
}
