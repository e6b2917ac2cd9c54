import { useQuery } from '@tanstack/react-query'
import {
  CornerLeftUp,
  FileUp,
  Files,
  FolderPlus,
  FolderSearch,
  FolderUp,
  RotateCw,
  Upload,
} from 'lucide-react'
import { useDeferredValue, useMemo, useState, type DragEvent, type KeyboardEvent } from 'react'
import { blockedReason, type ConnectionAccess } from '#features/connections'
import { chordOf } from '#lib/chord.ts'
import type { FileChange } from '#shared/contract/containers.ts'
import { parentOf } from '#shared/posix-path.ts'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { askPath, makeFolder, removeFiles, renameFile } from './change-files.tsx'
import { FILE_COLUMNS } from './file-columns.tsx'
import { fileMenu, type FileHands } from './file-menu.ts'
import { arrangeRows, byFolder, rowId, rowName, rowsOf, type FileRow } from './file-rows.ts'
import { FileView } from './file-view.tsx'
import { useFilesPlace, useFilesPlaces, type FilesTarget } from './files-place.ts'
import styles from './files-tab.module.css'
import { ListingFoot } from './listing-foot.tsx'
import { PathBar } from './path-bar.tsx'
import { toastFailure } from '#ui/toast-failure.ts'
import { upload } from './upload.ts'
import { chooseItems, droppedItems } from './upload-items.ts'
import { useFolder } from './use-folder.ts'

export interface FilesTabProps {
  readonly target: FilesTarget
  /** Tells its runs apart: another word when it starts, stops or is paused. */
  readonly phase: string
  /** Why no program can run in it; nothing where one can. */
  readonly whyNoProgram: string | undefined
  readonly access: ConnectionAccess
}

const BY_NAME: Sort = { column: 'name', direction: 'ascending' }

/** The files of a container, running or not: a folder, or the file that is open. */
export function FilesTab(props: FilesTabProps) {
  const { target, access } = props
  const place = useFilesPlace(target)
  const go = useFilesPlaces(({ go }) => go)
  if (place.file === undefined) return <FolderView key={target.id} {...props} />
  return (
    <FileView
      key={place.file}
      target={target}
      path={place.file}
      draft={place.draft}
      blocked={blockedReason(access, 'change')}
      onKeep={(draft) => go(target, { folder: place.folder, file: place.file, draft })}
      onClose={() => go(target, { folder: place.folder, from: place.file })}
    />
  )
}

function FolderView({ target, phase, whyNoProgram, access }: FilesTabProps) {
  const { folder, from } = useFilesPlace(target)
  const goTo = useFilesPlaces(({ go }) => go)
  const [sort, setSort] = useState(BY_NAME)
  const [typed, setTyped] = useState('')
  const [activeId, setActiveId] = useState<string | undefined>(from)
  const [isOver, setIsOver] = useState(false)
  const filter = useDeferredValue(typed)
  const handle = useFolder(target, folder, phase)
  const { listing, refresh } = handle
  const changes = useChanges(target)
  const rows = useMemo(
    () =>
      arrangeRows(
        rowsOf(folder, listing.entries.values(), changes.byFolder),
        FILE_COLUMNS,
        sort,
        filter,
      ),
    [folder, listing.entries, changes.byFolder, sort, filter],
  )
  const blocked = blockedReason(access, 'change')
  const whyNot = blocked ?? whyNoProgram ?? (listing.end?.lacksShell ? NO_SHELL : undefined)

  const go = (next: string, active?: string) => {
    setTyped('')
    setActiveId(active)
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
  const open = (row: FileRow) =>
    void openRow(target, row, go, (file) => goTo(target, { folder, file }))
  const put = (wanted: Parameters<typeof upload>[2]) => {
    if (blocked !== undefined) return tell(blocked)
    void upload(target, folder, wanted).then(() => changed())
  }
  const hands: FileHands = { target, whyNot, open, changed }
  const onKey = (chord: string, row: FileRow): boolean => {
    if (chord !== 'F2' && chord !== 'Delete') return false
    if (!row.entry) return true
    if (whyNot !== undefined) tell(whyNot)
    else if (chord === 'F2')
      void renameFile(target, row).then((to) => to !== undefined && changed(to))
    else void removeFiles(target, [row]).then((isDone) => isDone && changed())
    return true
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    const items = droppedItems(event.dataTransfer)
    put(() => items)
  }
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <IconButton
          icon={CornerLeftUp}
          label="Up one folder"
          shortcut="Backspace"
          aria-disabled={folder === '/'}
          onClick={up}
        />
        <div className={styles.filter}>
          <SearchField label="Filter files" value={typed} onChange={setTyped} />
        </div>
        <div className={styles.tools}>
          <IconButton
            icon={FolderSearch}
            label="Go to path"
            onClick={() => void askPath(folder).then((path) => path !== undefined && go(path))}
          />
          <IconButton icon={RotateCw} label="Read again" onClick={() => changed()} />
          <IconButton
            icon={FolderPlus}
            label="New folder"
            hint={blocked ?? 'New folder'}
            aria-disabled={blocked !== undefined}
            onClick={() => {
              if (blocked !== undefined) return tell(blocked)
              void makeFolder(target, folder).then((path) => path !== undefined && changed(path))
            }}
          />
          <MenuButton
            align="end"
            trigger={
              <IconButton
                icon={Upload}
                label="Upload"
                hint={blocked ?? 'Upload'}
                disabled={blocked !== undefined}
              />
            }
            entries={[
              {
                id: 'files',
                label: 'Upload files…',
                icon: FileUp,
                run: () => put(() => chooseItems('files')),
              },
              {
                id: 'folder',
                label: 'Upload folder…',
                icon: FolderUp,
                run: () => put(() => chooseItems('folder')),
              },
            ]}
          />
        </div>
      </div>
      <PathBar folder={folder} onGo={(next) => go(next)} />
      {/* The app's single keys, such as Delete, act on the container in the list beside it. */}
      <div
        role="presentation"
        className={styles.list}
        data-keys="editor"
        data-drop={isOver || undefined}
        onKeyDown={(event) => upByKey(event, up)}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={(event) => {
          if (!isInside(event)) setIsOver(false)
        }}
        onDrop={onDrop}
      >
        {listing.error && rows.length === 0 ? (
          <ErrorState
            error={listing.error}
            onRetry={refresh}
            onCopy={(text) => void engine.desktop.copyText({ text })}
          />
        ) : (
          <DataGrid
            label="Files"
            rows={rows}
            columns={FILE_COLUMNS}
            sort={sort}
            activeId={activeId}
            choice={`${folder} ${filter}`}
            loading={listing.isReading}
            rowId={rowId}
            rowName={rowName}
            onSortChange={setSort}
            onActiveChange={setActiveId}
            onOpen={open}
            onKey={onKey}
            rowMenu={(row) => fileMenu(row, hands)}
            empty={
              typed === '' ? (
                <EmptyState icon={Files} title="This folder is empty" />
              ) : (
                <FilteredEmpty noun="file" filter={typed} onClear={() => setTyped('')} />
              )
            }
          />
        )}
        {isOver && <p className={styles.drop}>Drop to upload here</p>}
      </div>
      <ListingFoot folder={handle} count={rows.length} />
    </div>
  )
}

const NO_SHELL = 'It has no shell: only files and folders can be added'

function tell(text: string): void {
  toast({ kind: 'info', text, key: 'blocked' })
}

/** A link is followed; what it leads to may be a folder. */
async function openRow(
  { connection, id }: FilesTarget,
  { path, entry }: FileRow,
  go: (folder: string) => void,
  show: (file: string) => void,
): Promise<void> {
  try {
    if (!entry) return tell('It was deleted in the container')
    switch (entry.kind) {
      case 'folder':
        return go(path)
      case 'file':
        return show(path)
      case 'other':
        return tell('It is a device or a pipe: it has no content to show')
      case 'link': {
        const facts = await engine.files.facts({ connection, id, path })
        return facts.kind === 'folder' ? go(facts.path) : show(path)
      }
      default:
        return entry.kind satisfies never
    }
  } catch (cause) {
    toastFailure(cause)
  }
}

function upByKey(event: KeyboardEvent, up: () => void): void {
  const isOnList = event.target instanceof Element && event.target.role === 'grid'
  const chord = chordOf(event)
  if (!isOnList || event.defaultPrevented || (chord !== 'Backspace' && chord !== 'Alt+ArrowUp'))
    return
  event.preventDefault()
  up()
}

function isInside({ currentTarget, relatedTarget }: DragEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
}

const NO_CHANGES: readonly FileChange[] = []

/** What differs from the image. Where the engine cannot tell, nothing is marked. */
function useChanges({ connection, id }: FilesTarget) {
  const { data = NO_CHANGES, refetch } = useQuery({
    queryKey: ['changes', connection, id],
    queryFn: ({ signal }) => engine.containers.changes({ connection, id }, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const folders = useMemo(() => byFolder(data), [data])
  return { byFolder: folders, refetch: () => void refetch() }
}
