import { naturalCompare } from '#lib/natural-compare.ts'

/** Which group a row belongs to. */
export interface GroupName {
  /** Empty for the rows that belong to none: their group comes last. */
  readonly key: string
  /** The heading: `Project shop`. */
  readonly title: string
  /** The same inside of a sentence: `project shop`. */
  readonly words: string
  /** Groups with a lower number come first; with the same, they are ordered by their titles. */
  readonly order?: number
}

/** Rows that stand together under a heading. */
export interface RowGroup<Row> extends GroupName {
  /** Among the ids of the rows, and none of theirs. */
  readonly id: string
  /** In the order of the list; never empty. */
  readonly rows: readonly Row[]
}

/** No row's id begins like this. */
const GROUP_PREFIX = ' group '

/**
 * The rows in groups, each in the order in which its rows came. No groups where all belong to none:
 * a lonely heading would say nothing.
 */
export function groupRows<Row>(
  rows: readonly Row[],
  groupOf: (row: Row) => GroupName,
): readonly RowGroup<Row>[] {
  const rowsOf = new Map<string, Row[]>()
  const groups: RowGroup<Row>[] = []
  for (const row of rows) {
    const name = groupOf(row)
    const known = rowsOf.get(name.key)
    if (known) known.push(row)
    else {
      const own = [row]
      rowsOf.set(name.key, own)
      groups.push({ ...name, id: `${GROUP_PREFIX}${name.key}`, rows: own })
    }
  }
  if (groups.length === 1 && rowsOf.has('')) return []
  return groups.toSorted(compareGroups)
}

function compareGroups(a: GroupName, b: GroupName): number {
  if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '')
  return (a.order ?? 0) - (b.order ?? 0) || naturalCompare(a.title, b.title)
}

/** Groups rows again and again: a group in which nothing changed keeps its object. */
export function createSteadyGroups<Row>(): typeof groupRows<Row> {
  let known: ReadonlyMap<string, RowGroup<Row>> = new Map()
  return (rows, groupOf) => {
    const groups = groupRows(rows, groupOf).map((group) => {
      const same = known.get(group.id)
      return same && isSame(same, group) ? same : group
    })
    known = new Map(groups.map((group) => [group.id, group]))
    return groups
  }
}

function isSame<Row>(a: RowGroup<Row>, b: RowGroup<Row>): boolean {
  if (a.title !== b.title || a.rows.length !== b.rows.length) return false
  return a.rows.every((row, index) => row === b.rows[index])
}
