import { Download, FileText, FolderDown } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { FolderTree, useIsWide } from '#features/files'
import { filterRows } from '#lib/filter-rows.ts'
import type { ImageLayer, LayerFile } from '#shared/contract/image-layers.ts'
import { visibleText } from '#shared/visible-text.ts'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { SearchField } from '#ui/search-field.tsx'
import { engine } from '../../../ipc/client.ts'
import { copyPath } from './copy-path.ts'
import { downloadLayerFile, downloadLayerFolder } from './download-layer-file.ts'
import { LAYER_FILE_COLUMNS } from './layer-file-columns.tsx'
import { ExtentChoice, Foot, NoFiles } from './layer-file-parts.tsx'
import { LayerFileView } from './layer-file-view.tsx'
import { isBelow } from './layer-folders.ts'
import styles from './layers-tab.module.css'
import { useLayerFiles, type FilesExtent } from './use-layer-files.ts'
import { useLayerTree } from './use-layer-tree.ts'
import type { LayersTarget } from './use-layers.ts'

interface LayerFileListProps {
  readonly target: LayersTarget
  readonly layer: ImageLayer
  readonly extent: FilesExtent
  onExtentChange(extent: FilesExtent): void
}

/** A file that is read, and the layer in whose list it was chosen. */
interface OpenedFile {
  readonly file: LayerFile
  readonly layer: number
}

/** Pixels of which a list of paths still has enough beside the tree. */
const TREE_FROM_PX = 520

const BY_SIZE: Sort = { column: 'size', direction: 'descending' }

/** The files of a layer: those that it changes, or all that are there with it; or one of them. */
export function LayerFileList({ target, layer, extent, onExtentChange }: LayerFileListProps) {
  const { state, retry } = useLayerFiles(target, layer.number, extent)
  const { files, total, error } = state
  const part = useRef<HTMLDivElement>(null)
  const hasTree = useIsWide(part, TREE_FROM_PX)
  const tree = useLayerTree(files, hasTree)
  const { folder } = tree
  const [sort, setSort] = useState(BY_SIZE)
  const [typed, setTyped] = useState('')
  const filter = useDeferredValue(typed)
  const [activeId, setActiveId] = useState<string>()
  const [opened, setOpened] = useState<OpenedFile>()
  const [cameBack, setCameBack] = useState(false)
  const sorted = useMemo(() => sortRows(files, LAYER_FILE_COLUMNS, sort, pathOf), [files, sort])
  const shown = useMemo(
    () =>
      filterRows(
        sorted.filter(({ path }) => isBelow(path, folder)),
        filter,
        pathsOf,
      ),
    [sorted, folder, filter],
  )
  const save = (path: string) =>
    void downloadLayerFolder(target, { layer: layer.number, path, extent })
  const view = (file: LayerFile) => {
    setOpened({ file, layer: layer.number })
    setCameBack(false)
  }
  const open = (file: LayerFile) => {
    if (isContent(file)) view(file)
    else if (isFolder(file) && hasTree) tree.go(file.path)
    else copyPath(file)
  }
  const menu = (file: LayerFile): readonly MenuEntry[] => [
    ...(isContent(file)
      ? [
          { id: 'view', label: 'View', icon: FileText, run: () => view(file) },
          {
            id: 'download',
            label: 'Download…',
            icon: Download,
            run: () => void downloadLayerFile(target, file),
          },
        ]
      : []),
    ...(isFolder(file)
      ? [
          {
            id: 'download',
            label: 'Download as tar…',
            icon: FolderDown,
            run: () => save(file.path),
          },
        ]
      : []),
    { id: 'copy', label: 'Copy path', run: () => copyPath(file) },
  ]
  const close = () => {
    setOpened(undefined)
    setCameBack(true)
  }
  useEffect(() => {
    if (cameBack) part.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()
  }, [cameBack])
  const inPart = (children: ReactNode) => (
    <div ref={part} className={styles.files}>
      {children}
    </div>
  )
  if (error) {
    return inPart(
      <ErrorState
        error={error}
        onRetry={retry}
        onCopy={(text) => void engine.desktop.copyText({ text })}
      />,
    )
  }
  if (opened?.layer === layer.number) {
    return inPart(<LayerFileView target={target} file={opened.file} onClose={close} />)
  }
  return inPart(
    <>
      <div className={styles.tools}>
        <SearchField label="Filter files" value={typed} onChange={setTyped} />
        <ExtentChoice extent={extent} onChange={onExtentChange} />
        <IconButton
          icon={FolderDown}
          label={`Download ${visibleText(folder)} as tar`}
          hint={folderHint(folder, extent)}
          onClick={() => save(folder)}
        />
        <Foot layer={layer} total={total} />
      </div>
      <div className={styles.folders}>
        {hasTree && (
          <div className={styles.tree}>
            <FolderTree
              rows={tree.rows}
              shown={folder}
              onGo={tree.go}
              onOpen={tree.open}
              onFold={tree.fold}
              onNote={({ path }) => tree.go(path)}
            />
          </div>
        )}
        <div className={styles.list}>
          <DataGrid
            label={`Files in layer ${layer.number}`}
            rows={shown}
            columns={LAYER_FILE_COLUMNS}
            sort={sort}
            activeId={activeId}
            choice={`${layer.number} ${extent} ${folder} ${filter}`}
            loading={total === undefined}
            rowId={pathOf}
            rowName={pathOf}
            onSortChange={setSort}
            onActiveChange={setActiveId}
            onOpen={open}
            rowMenu={menu}
            empty={
              typed !== '' ? (
                <FilteredEmpty noun="file" filter={typed} onClear={() => setTyped('')} />
              ) : (
                <NoFiles layer={layer} />
              )
            }
          />
        </div>
      </div>
    </>,
  )
}

/** Links, folders and devices have none. */
function isContent({ kind, change }: LayerFile): boolean {
  return kind === 'file' && change !== 'deleted'
}

function folderHint(folder: string, extent: FilesExtent): string {
  const name = visibleText(folder)
  return extent === 'all'
    ? `Download ${name} as tar`
    : `Download as tar what this layer has of ${name}`
}

/** What a layer has deleted is no more in it. */
function isFolder({ kind, change }: LayerFile): boolean {
  return kind === 'folder' && change !== 'deleted'
}

const pathOf = ({ path }: LayerFile) => path
const pathsOf = ({ path }: LayerFile) => [path]
