import { Download, Files } from 'lucide-react'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { filterRows } from '#lib/filter-rows.ts'
import { MAX_LAYER_FILES, type ImageLayer, type LayerFile } from '#shared/contract/image-layers.ts'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import inputs from '#ui/inputs.module.css'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { SearchField } from '#ui/search-field.tsx'
import { classNames } from '#lib/class-names.ts'
import { engine } from '../../../ipc/client.ts'
import { copyPath } from './copy-path.ts'
import { downloadLayerFile } from './download-layer-file.ts'
import { LAYER_FILE_COLUMNS } from './layer-file-columns.tsx'
import styles from './layers-tab.module.css'
import { useLayerFiles, type FilesExtent } from './use-layer-files.ts'
import type { LayersTarget } from './use-layers.ts'

interface LayerFileListProps {
  readonly target: LayersTarget
  readonly layer: ImageLayer
  readonly extent: FilesExtent
  onExtentChange(extent: FilesExtent): void
}

const BY_SIZE: Sort = { column: 'size', direction: 'descending' }

/** The files of a layer: those that it changes, or all that are there with it. */
export function LayerFileList({ target, layer, extent, onExtentChange }: LayerFileListProps) {
  const { state, retry } = useLayerFiles(target, layer.number, extent)
  const { files, total, error } = state
  const [sort, setSort] = useState(BY_SIZE)
  const [typed, setTyped] = useState('')
  const filter = useDeferredValue(typed)
  const [activeId, setActiveId] = useState<string>()
  const sorted = useMemo(() => sortRows(files, LAYER_FILE_COLUMNS, sort, pathOf), [files, sort])
  const shown = useMemo(() => filterRows(sorted, filter, pathsOf), [sorted, filter])
  const menu = (file: LayerFile): readonly MenuEntry[] => [
    ...(isContent(file)
      ? [
          {
            id: 'download',
            label: 'Download…',
            icon: Download,
            run: () => void downloadLayerFile(target, file),
          },
        ]
      : []),
    { id: 'copy', label: 'Copy path', run: () => copyPath(file) },
  ]
  if (error) {
    return (
      <ErrorState
        error={error}
        onRetry={retry}
        onCopy={(text) => void engine.desktop.copyText({ text })}
      />
    )
  }
  return (
    <>
      <div className={styles.tools}>
        <SearchField label="Filter files" value={typed} onChange={setTyped} />
        <ExtentChoice extent={extent} onChange={onExtentChange} />
        <Foot layer={layer} total={total} />
      </div>
      <DataGrid
        label={`Files in layer ${layer.number}`}
        rows={shown}
        columns={LAYER_FILE_COLUMNS}
        sort={sort}
        activeId={activeId}
        choice={`${layer.number} ${extent} ${filter}`}
        loading={total === undefined}
        rowId={pathOf}
        rowName={pathOf}
        onSortChange={setSort}
        onActiveChange={setActiveId}
        onOpen={copyPath}
        rowMenu={menu}
        empty={
          typed !== '' ? (
            <FilteredEmpty noun="file" filter={typed} onClear={() => setTyped('')} />
          ) : (
            <NoFiles layer={layer} />
          )
        }
      />
    </>
  )
}

interface ExtentChoiceProps {
  readonly extent: FilesExtent
  onChange(extent: FilesExtent): void
}

function ExtentChoice({ extent, onChange }: ExtentChoiceProps) {
  const id = useId()
  return (
    <span className={classNames(styles.extent, inputs.inputs)}>
      <label htmlFor={id} className="visually-hidden">
        Which files
      </label>
      <select
        id={id}
        value={extent}
        onChange={({ target }) => onChange(target.value === 'all' ? 'all' : 'changed')}
      >
        <option value="changed">Only changed</option>
        <option value="all">All up to this layer</option>
      </select>
    </span>
  )
}

/** That something is not shown is said, and why. */
function Foot({
  layer,
  total = 0,
}: {
  readonly layer: ImageLayer
  readonly total?: number | undefined
}) {
  if (total > MAX_LAYER_FILES) {
    return (
      <span className={styles.warned}>
        The first {MAX_LAYER_FILES.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
    )
  }
  if (layer.extent !== 'part') return null
  return <span className={styles.warned}>Not all: the image has more files than are kept</span>
}

function NoFiles({ layer }: { readonly layer: ImageLayer }) {
  return layer.extent === 'unread' ? (
    <EmptyState
      icon={Files}
      title="This layer could not be read"
      text="The engine keeps it packed by zstd, which this app cannot unpack yet."
    />
  ) : (
    <EmptyState icon={Files} title="This layer changes no file" />
  )
}

/** Links, folders and devices have none. */
function isContent({ kind, change }: LayerFile): boolean {
  return kind === 'file' && change !== 'deleted'
}

const pathOf = ({ path }: LayerFile) => path
const pathsOf = ({ path }: LayerFile) => [path]
