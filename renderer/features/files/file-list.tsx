import { Files } from 'lucide-react'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { targetsAt } from '#ui/data-grid/targets-at.ts'
import { DropPlace } from '#ui/drop-place.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { engine } from '../../ipc/client.ts'
import { removeFiles, renameFile } from './change-files.tsx'
import { FILE_COLUMNS } from './file-columns.tsx'
import { fileMenu, severalMenu, type FileHands } from './file-menu.ts'
import { rowId, rowName, type FileRow } from './file-rows.ts'
import styles from './files-tab.module.css'
import { tell } from './open-row.ts'
import type { FolderHandle } from './use-folder-listings.ts'

interface FileListProps {
  readonly handle: FolderHandle
  readonly rows: readonly FileRow[]
  readonly filter: string
  /** Which entries are to be rows: others are not gone. */
  readonly choice: string
  readonly sort: Sort
  readonly selection: ReadonlySet<string>
  readonly activeId: string | undefined
  readonly hands: FileHands
  onSortChange(sort: Sort): void
  onSelectionChange(selection: ReadonlySet<string>): void
  onActiveChange(id: string): void
  onClearFilter(): void
  onDrop(transfer: DataTransfer): void
}

/** What is in a folder, row by row; files of the desktop are let go of over it. */
export function FileList({ handle, hands, onClearFilter, onDrop, ...props }: FileListProps) {
  const { rows, filter, selection } = props
  const { listing, refresh } = handle
  const { target, whyNot, changed } = hands
  /** The whole selection, where the row is of it. */
  const meant = (row: FileRow) => {
    const those = targetsAt(row, rows, selection, rowId).filter(({ entry }) => entry)
    return those.length > 1 ? those : [row]
  }
  const onKey = (chord: string, row: FileRow): boolean => {
    if (chord !== 'F2' && chord !== 'Delete') return false
    const those = chord === 'F2' ? [row] : meant(row)
    if (those.some(({ entry }) => !entry)) return true
    if (whyNot !== undefined) tell(whyNot)
    else if (chord === 'F2')
      void renameFile(target, row).then((to) => to !== undefined && changed(to))
    else void removeFiles(target, those).then((isDone) => isDone && changed())
    return true
  }
  const menuOf = (row: FileRow) => {
    const those = meant(row)
    return those.length > 1 ? severalMenu(those, hands) : fileMenu(row, hands)
  }
  return (
    <DropPlace hint="Drop to upload here" className={styles.list} onDrop={onDrop}>
      {listing.error && rows.length === 0 ? (
        <ErrorState
          error={listing.error}
          onRetry={refresh}
          onCopy={(text) => void engine.desktop.copyText({ text })}
        />
      ) : (
        <DataGrid
          {...props}
          label="Files"
          columns={FILE_COLUMNS}
          loading={listing.isReading}
          rowId={rowId}
          rowName={rowName}
          onOpen={hands.open}
          onKey={onKey}
          rowMenu={menuOf}
          empty={
            filter === '' ? (
              <EmptyState icon={Files} title="This folder is empty" />
            ) : (
              <FilteredEmpty noun="file" filter={filter} onClear={onClearFilter} />
            )
          }
        />
      )}
    </DropPlace>
  )
}
