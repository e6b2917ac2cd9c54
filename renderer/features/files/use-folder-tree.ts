import { useEffect, useMemo } from 'react'
import type { FileChange } from '#shared/contract/containers.ts'
import type { FilesTarget } from './files-place.ts'
import type { FolderListings } from './folder-listings.ts'
import {
  afterGoing,
  useOpenFolders,
  useOpenFoldersOf,
  withFolded,
  withOpened,
} from './open-folders.ts'
import { treeRows, wantedFolders, type NoteRow, type TreeRow } from './tree-rows.ts'
import { isCheap, useKnownFolders } from './use-folder-listings.ts'

interface Looking {
  /** The folder in the list. */
  readonly shown: string
  readonly phase: string
  readonly changes: ReadonlyMap<string, readonly FileChange[]>
  /** There is room for the tree. */
  readonly hasTree: boolean
}

const NO_ROWS: readonly TreeRow[] = []

/** The folders of a container that are looked at, in the list and in the tree beside it. */
export function useFolderTree(
  target: FilesTarget,
  listings: FolderListings,
  { shown, phase, changes, hasTree }: Looking,
) {
  const known = useKnownFolders(listings)
  const folders = useOpenFoldersOf(target)
  const change = useOpenFolders(({ change }) => change)
  const rows = useMemo(
    () => (hasTree ? treeRows({ known, folders, shown, changes }) : NO_ROWS),
    [hasTree, known, folders, shown, changes],
  )
  const listing = known.get(shown)
  const open = wantedFolders(rows, { known, folders }, listing !== undefined && isCheap(listing))
  // As one text, so that another array of the same folders asks for nothing.
  const wanted = JSON.stringify(open)
  useEffect(
    () => listings.want({ shown, phase, open: JSON.parse(wanted) as string[] }),
    [listings, shown, phase, wanted],
  )
  useEffect(() => () => listings.rest(), [listings])

  return {
    known,
    rows,
    open: (path: string) => change(target, (before) => withOpened(before, path)),
    fold: (path: string) => change(target, (before) => withFolded(before, path)),
    answer({ path, note }: NoteRow) {
      if (note.about === 'unread') change(target, (before) => withOpened(before, path))
      else if (note.about === 'failure') listings.refresh(path)
      else if (note.about === 'part') listings.refresh(path, 'long')
    },
    /** One goes to another folder; chosen in the tree, its rows stay where they are. */
    leave(by: 'tree' | 'list') {
      const drawn = rows.flatMap((row) =>
        row.kind === 'folder' && row.isOpen === true && known.has(row.path) ? [row.path] : [],
      )
      change(target, (before) => afterGoing(before, by === 'tree' ? drawn : []))
    },
  }
}
