import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { blockedReason } from '#features/connections'
import { onTaskEnd } from '#features/tasks'
import { chordOf } from '#lib/chord.ts'
import { parentOf } from '#shared/posix-path.ts'
import { BulkBar } from '#ui/bulk-bar.tsx'
import type { Sort } from '#ui/data-grid/data-grid.tsx'
import { useLeftSelection } from '../../shell/use-left-selection.ts'
import { askPath, makeFolder } from './change-files.tsx'
import { FILE_COLUMNS } from './file-columns.tsx'
import { FileList } from './file-list.tsx'
import { severalActions, type FileHands } from './file-menu.ts'
import { arrangeRows, rowId, rowsOf, type FileRow } from './file-rows.ts'
import { FilesBar } from './files-bar.tsx'
import { useFilesPlace, useFilesPlaces } from './files-place.ts'
import type { FilesTabProps } from './files-tab.tsx'
import styles from './files-tab.module.css'
import type { FolderListings } from './folder-listings.ts'
import { FolderTree } from './folder-tree.tsx'
import { ListingFoot } from './listing-foot.tsx'
import { useOpenFolders } from './open-folders.ts'
import { openRow, tell } from './open-row.ts'
import { PathBar } from './path-bar.tsx'
import { uploadChosen, uploadDropped } from './upload.ts'
import { droppedItems } from './upload-items.ts'
import { useChanges } from './use-changes.ts'
import { folderHandle, isCheap } from './use-folder-listings.ts'
import { useFolderTree } from './use-folder-tree.ts'
import { useIsWide } from './use-is-wide.ts'

const BY_NAME: Sort = { column: 'name', direction: 'ascending' }
const NONE: ReadonlySet<string> = new Set()

/** Pixels of which a list with names and changes still has enough beside the tree. */
const TREE_FROM_PX = 560

/** A folder of a container in a list, and where there is room the tree of all folders beside it. */
export function FolderView(props: FilesTabProps & { readonly listings: FolderListings }) {
  const { target, phase, whyNoProgram, access, listings } = props
  const { folder, from } = useFilesPlace(target)
  const goTo = useFilesPlaces(({ go }) => go)
  const [sort, setSort] = useState(BY_NAME)
  const [typed, setTyped] = useState('')
  const [activeId, setActiveId] = useState<string | undefined>(from)
  const [chosen, setChosen] = useState(NONE)
  const [width] = useState(() => useOpenFolders.getState().width)
  const tab = useRef<HTMLDivElement>(null)
  const hasTree = useIsWide(tab, TREE_FROM_PX)
  const filter = useDeferredValue(typed)
  const changes = useChanges(target)
  const looking = { shown: folder, phase, changes: changes.byFolder, hasTree }
  const tree = useFolderTree(target, listings, looking)
  const handle = folderHandle(listings, tree.known, folder)
  const { listing, refresh } = handle
  const all = useMemo(
    () => rowsOf(folder, listing.entries.values(), changes.byFolder),
    [folder, listing.entries, changes.byFolder],
  )
  const rows = useMemo(() => arrangeRows(all, FILE_COLUMNS, sort, filter), [all, sort, filter])
  const isWhole = !listing.isReading && listing.end?.extent === 'whole'
  const selection = useLeftSelection(chosen, { rows: all, rowId, knows: () => isWhole })
  // What comes back by the name of something that went was never selected.
  if (selection !== chosen) setChosen(selection)
  const selected = rows.filter((row) => row.entry && selection.has(rowId(row)))
  const blocked = blockedReason(access, 'change')
  const whyNot = blocked ?? whyNoProgram ?? (listing.end?.lacksShell ? NO_SHELL : undefined)

  const go = (next: string, active?: string, by: 'tree' | 'list' = 'list') => {
    setTyped('')
    setActiveId(active)
    setChosen(NONE)
    tree.leave(by)
    goTo(target, { folder: next })
  }
  const up = () => {
    if (folder !== '/') go(parentOf(folder), folder)
  }
  const changed = (path?: string) => {
    if (path !== undefined) setActiveId(path)
    refresh()
    changes.refetch()
  }
  const readAgain = () => {
    changed()
    if (isCheap(listing)) listings.refreshBelow('/')
  }
  const open = (row: FileRow) =>
    void openRow(target, row, go, (file) => goTo(target, { folder, file }))
  // An upload goes on without this view, and may have been begun before it.
  useEffect(() =>
    onTaskEnd(({ kind, connection }) => {
      if (kind === 'upload' && connection === target.connection) changed()
    }),
  )
  const newFolder = () => {
    if (blocked !== undefined) return tell(blocked)
    void makeFolder(target, folder).then((path) => path !== undefined && changed(path))
  }
  const hands: FileHands = { target, whyNot, open, changed }
  return (
    <div ref={tab} className={styles.tab}>
      <FilesBar
        isRoot={folder === '/'}
        filter={typed}
        blocked={blocked}
        onUp={up}
        onFilter={setTyped}
        onGoTo={() => void askPath(folder).then((path) => path !== undefined && go(path))}
        onReadAgain={readAgain}
        onNewFolder={newFolder}
        onUpload={(what) =>
          blocked === undefined ? void uploadChosen(target, folder, what) : tell(blocked)
        }
      />
      <PathBar folder={folder} onGo={(next) => go(next)} />
      {/* The app's single keys, such as Delete, act on the container in the list beside it. */}
      <div
        role="presentation"
        className={styles.folders}
        data-keys="editor"
        onKeyDown={(event) => upByKey(event, up)}
      >
        <Group orientation="horizontal" className={styles.group}>
          {hasTree && (
            <>
              <Panel
                id="tree"
                minSize="120px"
                defaultSize={`${width}px`}
                onResize={({ inPixels }) => inPixels > 0 && keepWidth(inPixels)}
                {...KEEP_WIDTH}
              >
                <FolderTree
                  rows={tree.rows}
                  shown={folder}
                  onGo={(path) => go(path, undefined, 'tree')}
                  onOpen={tree.open}
                  onFold={tree.fold}
                  onNote={(row) =>
                    row.note.about === 'rest' ? go(row.path, undefined, 'tree') : tree.answer(row)
                  }
                />
              </Panel>
              <Separator className={styles.separator} aria-label="Width of the folders" />
            </>
          )}
          <Panel id="list" minSize="50%">
            <FileList
              handle={handle}
              rows={rows}
              filter={typed}
              choice={`${folder} ${filter}`}
              sort={sort}
              selection={selection}
              activeId={activeId}
              hands={hands}
              onSortChange={setSort}
              onSelectionChange={setChosen}
              onActiveChange={setActiveId}
              onClearFilter={() => setTyped('')}
              onDrop={(transfer) =>
                blocked === undefined
                  ? void uploadDropped(target, folder, droppedItems(transfer))
                  : tell(blocked)
              }
            />
          </Panel>
        </Group>
      </div>
      {selected.length > 0 && (
        <BulkBar
          count={selected.length}
          commands={severalActions(selected, hands)}
          onClear={() => {
            setChosen(NONE)
            tab.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()
          }}
        />
      )}
      <ListingFoot folder={handle} count={rows.length} />
    </div>
  )
}

const NO_SHELL = 'It has no shell: only files and folders can be added'

/** They find the tree as wide when they come back from a file. */
const keepWidth = (width: number) => useOpenFolders.setState({ width })

/** A wider tab gives its room to the list. */
const KEEP_WIDTH = { groupResizeBehavior: 'preserve-pixel-size' } as const

function upByKey(event: KeyboardEvent, up: () => void): void {
  const { target } = event
  const isOnRows = target instanceof Element && /^(grid|tree)$/.test(target.role ?? '')
  const chord = chordOf(event)
  if (!isOnRows || event.defaultPrevented || (chord !== 'Backspace' && chord !== 'Alt+ArrowUp'))
    return
  event.preventDefault()
  up()
}
