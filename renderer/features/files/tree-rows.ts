import { errorText } from '#lib/error-text.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { FileChange } from '#shared/contract/containers.ts'
import type { FileEntry } from '#shared/contract/files.ts'
import { joinPath, nameOf } from '#shared/posix-path.ts'
import { BEGUN, type FolderListing } from './folder-listings.ts'
import { isOpen, type OpenFolders } from './open-folders.ts'

/** A folder of the tree. */
export interface FolderRow {
  readonly kind: 'folder'
  readonly path: string
  /** That of the root is `/`. */
  readonly name: string
  /** 1 is the root's. */
  readonly level: number
  /** Nothing where it is known that there is no folder in it. */
  readonly isOpen: boolean | undefined
  /** It is the one in the list. */
  readonly isShown: boolean
  /** How it differs from the image; or something in it does. */
  readonly change?: 'added' | 'changed'
  /** Among the rows of the same folder, from 1. */
  readonly position: number
  readonly count: number
}

/** What a folder has to say in the place of what is in it. */
export interface NoteRow {
  readonly kind: 'note'
  /** Of the folder. */
  readonly path: string
  readonly level: number
  readonly note: Note
  readonly position: number
  readonly count: number
}

export type Note =
  | { readonly about: 'reading'; readonly bytes: number }
  | { readonly about: 'failure'; readonly text: string }
  /** It leads to the folder in the list, and nobody has asked for the rest of it. */
  | { readonly about: 'unread' }
  /** It was given up before its end. */
  | { readonly about: 'part' }
  /** More than a tree is good for. */
  | { readonly about: 'rest'; readonly count: number }

export type TreeRow = FolderRow | NoteRow

/** What a tree needs of the listing of a folder. */
export type TreeListing = Pick<FolderListing, 'bytes' | 'isReading' | 'isStopped' | 'error'> & {
  readonly entries: ReadonlyMap<string, Pick<FileEntry, 'kind' | 'name'>>
  readonly end?: Pick<NonNullable<FolderListing['end']>, 'extent'>
}

/** What the tree is drawn from. */
export interface TreeFacts {
  readonly known: ReadonlyMap<string, TreeListing>
  readonly folders: OpenFolders
  /** The folder in the list. */
  readonly shown: string
  /** How the children of a folder differ from the image. */
  readonly changes: ReadonlyMap<string, readonly FileChange[]>
}

/** Through more folders of one folder nobody looks in a tree; the list finds them by a filter. */
const MAX_FOLDERS = 500

/** The rows of the tree, from the root. */
export function treeRows(facts: TreeFacts): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const add = (path: string, place: Pick<FolderRow, 'level' | 'position' | 'count' | 'change'>) => {
    const inside = partsOf(path, facts)
    const isEmpty = inside.folders.length + inside.notes.length === 0
    const opened = isOpen(facts.folders, path, facts.shown)
    rows.push({
      kind: 'folder',
      path,
      name: nameOf(path) || '/',
      ...place,
      isOpen: isEmpty && facts.known.has(path) ? undefined : opened,
      isShown: path === facts.shown,
    })
    if (!opened) return
    const level = place.level + 1
    const count = inside.folders.length + inside.notes.length
    for (const [at, name] of inside.folders.entries()) {
      const child = joinPath(path, name)
      const change = inside.changes.get(child)
      add(child, { level, position: at + 1, count, ...(change && { change }) })
    }
    for (const [at, note] of inside.notes.entries()) {
      rows.push({
        kind: 'note',
        path,
        level,
        note,
        position: inside.folders.length + at + 1,
        count,
      })
    }
  }
  add('/', { level: 1, position: 1, count: 1 })
  return rows
}

/** The folders that the tree needs a listing of: those that stand open because somebody opened them. */
export function wantedFolders(
  rows: readonly TreeRow[],
  { known, folders }: Pick<TreeFacts, 'known' | 'folders'>,
  mayReadWay: boolean,
): readonly string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'note') return []
    // One without a folder in it is kept, so as not to be asked for again.
    const isKept = known.has(row.path) && row.isOpen !== false
    const isAsked = row.isOpen === true && (folders.opened.has(row.path) || mayReadWay)
    return isKept || isAsked ? [row.path] : []
  })
}

function partsOf(path: string, { known, shown, changes, folders: { opened } }: TreeFacts) {
  const listing = known.get(path)
  const all = listing ? foldersOf(listing) : []
  const onTheWay = stepTowards(path, shown)
  const isMissing = onTheWay !== undefined && !all.includes(onTheWay) && mayHave(listing, onTheWay)
  const sorted = (isMissing ? [...all, onTheWay] : all).toSorted(naturalCompare)
  const first = sorted.slice(0, MAX_FOLDERS)
  // Where one is must be seen, however many come before it.
  const isCutOff = onTheWay !== undefined && sorted.indexOf(onTheWay) >= MAX_FOLDERS
  const folders = isCutOff ? [...first, onTheWay] : first
  return {
    folders,
    notes: notesOf(
      listing ?? (opened.has(path) ? BEGUN : undefined),
      sorted.length - folders.length,
    ),
    changes: new Map((changes.get(path) ?? []).map((change) => [change.path, markOf(change)])),
  }
}

/** What was deleted and is there has been made anew since. */
function markOf({ kind }: FileChange): 'added' | 'changed' {
  return kind === 'added' ? 'added' : 'changed'
}

function notesOf(listing: TreeListing | undefined, rest: number): readonly Note[] {
  const more: readonly Note[] = rest > 0 ? [{ about: 'rest', count: rest }] : []
  if (!listing) return [{ about: 'unread' }]
  const { isReading, bytes, entries, error, end, isStopped } = listing
  // What is read anew is there already.
  if (isReading) return entries.size > 0 ? more : [{ about: 'reading', bytes }]
  if (error) return [...more, { about: 'failure', text: errorText(error) }]
  return isStopped || end?.extent === 'too-long' ? [...more, { about: 'part' }] : more
}

function foldersOf({ entries }: TreeListing): readonly string[] {
  return [...entries.values()].flatMap(({ kind, name }) => (kind === 'folder' ? [name] : []))
}

/** The name in this folder that leads to the one that is shown. */
function stepTowards(path: string, shown: string): string | undefined {
  const start = path === '/' ? '/' : `${path}/`
  if (shown === '/' || !shown.startsWith(start)) return undefined
  return shown.slice(start.length).split('/', 1)[0]
}

/** A link may lead on; what a whole listing does not have is not there. */
function mayHave(listing: TreeListing | undefined, name: string): boolean {
  return listing?.end?.extent !== 'whole' || listing.entries.has(name)
}
