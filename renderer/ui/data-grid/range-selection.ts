/** Where a range began, and what was selected before it. */
export interface RangeAnchor {
  readonly id: string
  readonly before: ReadonlySet<string>
  /** The selection as the range left it: when there is another one, the range is over. */
  readonly after: ReadonlySet<string>
}

/** The selection with one row's mark turned. */
export function toggled(selection: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selection)
  if (!next.delete(id)) next.add(id)
  return next
}

/** What was selected before the range began, and every row from the anchor to `id`. */
export function rangeTo(
  ids: readonly string[],
  anchor: Omit<RangeAnchor, 'after'>,
  id: string,
): ReadonlySet<string> {
  const from = ids.indexOf(anchor.id)
  const to = ids.indexOf(id)
  if (from === -1 || to === -1) return new Set([...anchor.before, id])
  return new Set([...anchor.before, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)])
}

/** All shown rows, or none of them where all were selected already. Others stay as they are. */
export function toggledAll(
  selection: ReadonlySet<string>,
  ids: readonly string[],
): ReadonlySet<string> {
  const all = ids.length > 0 && ids.every((id) => selection.has(id))
  if (!all) return new Set([...selection, ...ids])
  const shown = new Set(ids)
  return new Set([...selection].filter((id) => !shown.has(id)))
}
