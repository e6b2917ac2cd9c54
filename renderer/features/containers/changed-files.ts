import { filterRows } from '#lib/filter-rows.ts'
import type { FileChange } from '#shared/contract/containers.ts'

export type ChangeKind = FileChange['kind']

/** In the order in which they are counted. */
export const CHANGE_KINDS: readonly ChangeKind[] = ['added', 'changed', 'deleted']

/** How many paths there are of each kind. */
export function countByKind(changes: readonly FileChange[]): Readonly<Record<ChangeKind, number>> {
  const counts = { added: 0, changed: 0, deleted: 0 }
  for (const { kind } of changes) counts[kind] += 1
  return counts
}

/** Those of the kind, or of any, whose path has every word of the filter. */
export function chooseChanges(
  changes: readonly FileChange[],
  kind: ChangeKind | undefined,
  filter: string,
): readonly FileChange[] {
  const ofKind = kind === undefined ? changes : changes.filter((change) => change.kind === kind)
  return filterRows(ofKind, filter, pathOf)
}

/** By their bytes, so that a folder comes right before what is in it. */
export function comparePaths(a: FileChange, b: FileChange): number {
  return a.path < b.path ? -1 : Number(a.path > b.path)
}

const pathOf = ({ path }: FileChange) => [path]
