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
  /** The words of all that belongs to it, where `words` are of what is shown of it. */
  readonly whole: string
  /** `1 of 3 shown`, where some of it is left out. */
  readonly note?: string
}

export interface GroupOptions<Row> {
  /** Begins the ids of the groups: two ways to group may have groups of the same key. */
  readonly scope?: string
  /** The key of a row's group alone. With it, the words are made once for a group. */
  readonly keyOf?: ((row: Row) => string) | undefined
  /** How many belong to each group, by its key, where some of these are not among the rows. */
  readonly sizes?: ReadonlyMap<string, number> | undefined
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
  { scope = '', keyOf = (row) => groupOf(row).key, sizes }: GroupOptions<Row> = {},
): readonly RowGroup<Row>[] {
  const rowsOf = new Map<string, Row[]>()
  const groups: RowGroup<Row>[] = []
  for (const row of rows) {
    const key = keyOf(row)
    const known = rowsOf.get(key)
    if (known) known.push(row)
    else {
      const own = [row]
      const name = groupOf(row)
      rowsOf.set(key, own)
      groups.push({ ...name, id: `${GROUP_PREFIX}${scope}${key}`, rows: own, whole: name.words })
    }
  }
  if (groups.length === 1 && rowsOf.has('')) return []
  const sorted = groups.toSorted(compareGroups)
  return sizes ? sorted.map((group) => ofShown(group, sizes.get(group.key) ?? 0)) : sorted
}

/** A group of which some is left out says so: what is done to it is done to what is shown. */
function ofShown<Row>(group: RowGroup<Row>, size: number): RowGroup<Row> {
  const shown = group.rows.length
  if (shown >= size) return group
  const [count, of] = [shown, size].map((number) => number.toLocaleString('en'))
  return { ...group, note: `${count} of ${of} shown`, words: `${count} shown of ${group.words}` }
}

/** The title of a group, and how much of it is shown if that is not all. */
export function fullTitle({ title, note }: Pick<RowGroup<unknown>, 'title' | 'note'>): string {
  return note === undefined ? title : `${title} (${note})`
}

/** How many rows each group has, by its key. */
export function groupSizes<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const key of rows.map(keyOf)) sizes.set(key, (sizes.get(key) ?? 0) + 1)
  return sizes
}

function compareGroups(a: GroupName, b: GroupName): number {
  if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '')
  return (a.order ?? 0) - (b.order ?? 0) || naturalCompare(a.title, b.title)
}

/** Groups rows again and again: a group in which nothing changed keeps its object. */
export function createSteadyGroups<Row>(): typeof groupRows<Row> {
  let known: ReadonlyMap<string, RowGroup<Row>> = new Map()
  return (rows, groupOf, options) => {
    const groups = groupRows(rows, groupOf, options).map((group) => {
      const same = known.get(group.id)
      return same && isSame(same, group) ? same : group
    })
    known = new Map(groups.map((group) => [group.id, group]))
    return groups
  }
}

function isSame<Row>(a: RowGroup<Row>, b: RowGroup<Row>): boolean {
  if (a.title !== b.title || a.note !== b.note || a.rows.length !== b.rows.length) return false
  return a.rows.every((row, index) => row === b.rows[index])
}
