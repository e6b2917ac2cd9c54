import { filterRows } from '#lib/filter-rows.ts'
import type { FileChange } from '#shared/contract/containers.ts'
import type { FileEntry } from '#shared/contract/files.ts'
import { joinPath, nameOf, parentOf } from '#shared/posix-path.ts'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import type { Column, Sort } from '#ui/data-grid/data-grid.tsx'

/** One row of a folder: what is there, or what the image had there and the container has not. */
export interface FileRow {
  readonly name: string
  readonly path: string
  /** Absent of what was deleted. */
  readonly entry?: FileEntry
  /** How it differs from the image; of a folder: something in it does. */
  readonly change?: FileChange['kind']
}

type Changes = ReadonlyMap<string, readonly FileChange[]>

/** The changes by the folder that they are in. */
export function byFolder(changes: readonly FileChange[]): Changes {
  const folders = new Map<string, FileChange[]>()
  for (const change of changes) {
    const folder = parentOf(change.path)
    const those = folders.get(folder)
    if (those) those.push(change)
    else folders.set(folder, [change])
  }
  return folders
}

/** The rows of a folder, in no order. */
export function rowsOf(
  folder: string,
  entries: Iterable<FileEntry>,
  changes: Changes,
): readonly FileRow[] {
  const here = changes.get(folder) ?? []
  const kinds = new Map(here.map(({ path, kind }) => [nameOf(path), kind]))
  const rows = Array.from(entries, (entry): FileRow => {
    const { name } = entry
    const change = kinds.get(name)
    // What was deleted and is there has been made anew since.
    const shown = change === 'deleted' ? 'changed' : change
    kinds.delete(name)
    return { name, path: joinPath(folder, name), entry, ...(shown && { change: shown }) }
  })
  const gone = [...kinds].flatMap(([name, kind]): readonly FileRow[] =>
    kind === 'deleted' ? [{ name, path: joinPath(folder, name), change: kind }] : [],
  )
  return [...rows, ...gone]
}

/** Those with every word of the filter, folders first. */
export function arrangeRows(
  rows: readonly FileRow[],
  columns: readonly Column<FileRow>[],
  sort: Sort,
  filter: string,
): readonly FileRow[] {
  const sorted = sortRows(
    filterRows(rows, filter, ({ name }) => [name]),
    columns,
    sort,
    rowName,
  )
  const isFolder = ({ entry }: FileRow) => entry?.kind === 'folder'
  return [...sorted.filter(isFolder), ...sorted.filter((row) => !isFolder(row))]
}

export const rowName = ({ name }: FileRow) => name
export const rowId = ({ path }: FileRow) => path
