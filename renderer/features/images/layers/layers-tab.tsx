import { Layers } from 'lucide-react'
import { useMemo, useState } from 'react'
import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { LayerAnalysis } from '#shared/contract/image-layers.ts'
import { Button } from '#ui/button.tsx'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { engine } from '../../../ipc/client.ts'
import { LAYER_COLUMNS } from './layer-columns.tsx'
import { LayerFileList } from './layer-file-list.tsx'
import { layerId, layerRows, wastedPercent, type LayerRow } from './layer-rows.ts'
import styles from './layers-tab.module.css'
import type { FilesExtent } from './use-layer-files.ts'
import { useLayers, type LayersTarget } from './use-layers.ts'
import { WastedList } from './wasted-list.tsx'

/** An engine sends all of an image for it: of a large one it is asked for first. */
const LARGE_BYTES = 1e9

/** What each layer of an image does, read from all that the engine saves of it. */
export function LayersTab({ target }: { readonly target: LayersTarget }) {
  const [isAgreed, setAgreed] = useState(target.sizeBytes <= LARGE_BYTES)
  const { state, retry } = useLayers(target, isAgreed)
  if (!isAgreed) {
    return (
      <EmptyState
        icon={Layers}
        title="The layers of a large image"
        text={`To look into its layers, the engine sends all of the image: ${formatSize(target.sizeBytes)}. Nothing is kept but the names and sizes of its files.`}
        actions={<Button onClick={() => setAgreed(true)}>Read the layers</Button>}
      />
    )
  }
  switch (state.kind) {
    case 'reading':
      return (
        <div className={styles.reading}>
          <ProgressBar text="Reading the layers" detail={progressWords(state.bytes, target)} />
        </div>
      )
    case 'failed':
      return (
        <ErrorState
          error={state.error}
          onRetry={retry}
          onCopy={(text) => void engine.desktop.copyText({ text })}
        />
      )
    case 'done':
      return <Analysis target={target} analysis={state.analysis} />
    default:
      return state satisfies never
  }
}

/** Packed, it may be less than the image's size: no share of it is told. */
function progressWords(bytes: number, { sizeBytes }: LayersTarget): string {
  const image = `the image has ${formatSize(sizeBytes)}`
  return bytes === 0 ? `The engine packs them; ${image}` : `${formatSize(bytes)} so far; ${image}`
}

interface AnalysisProps {
  readonly target: LayersTarget
  readonly analysis: LayerAnalysis
}

const IN_ORDER: Sort = { column: 'number', direction: 'ascending' }

function Analysis({ target, analysis }: AnalysisProps) {
  const rows = useMemo(() => layerRows(analysis), [analysis])
  const [sort, setSort] = useState(IN_ORDER)
  const sorted = useMemo(() => sortRows(rows, LAYER_COLUMNS, sort, rowName), [rows, sort])
  const [activeId, setActiveId] = useState(layerId(analysis.layers.length))
  const [extent, setExtent] = useState<FilesExtent>('changed')
  const [view, setView] = useState<'files' | 'wasted'>('files')
  const active = rows.find(({ id }) => id === activeId)
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <span role="status" aria-label="Layers read">
          {plural(analysis.layers.length, 'layer')}, {formatSize(analysis.sizeBytes)}
          {analysis.leftOut > 0 && (
            <span className={styles.warned}>
              {' '}
              · {analysis.leftOut.toLocaleString('en')} files beyond those that are kept are only
              counted
            </span>
          )}
        </span>
        <ViewChoice analysis={analysis} active={active} view={view} onChange={setView} />
      </div>
      <div className={styles.split}>
        <div className={styles.part}>
          <DataGrid
            label="Layers"
            rows={sorted}
            columns={LAYER_COLUMNS}
            sort={sort}
            activeId={activeId}
            rowId={rowId}
            rowName={rowName}
            onSortChange={setSort}
            onActiveChange={(id) => {
              setActiveId(id)
              setView('files')
            }}
            onOpen={() => setView('files')}
            empty={NO_LAYERS}
          />
        </div>
        <div className={styles.part}>
          {view === 'wasted' ? (
            <WastedList analysis={analysis} />
          ) : active?.layer ? (
            <LayerFileList
              target={target}
              layer={active.layer}
              extent={extent}
              onExtentChange={setExtent}
            />
          ) : (
            NO_FILES
          )}
        </div>
      </div>
    </div>
  )
}

interface ViewChoiceProps {
  readonly analysis: LayerAnalysis
  readonly active: LayerRow | undefined
  readonly view: 'files' | 'wasted'
  onChange(view: 'files' | 'wasted'): void
}

function ViewChoice({ analysis, active, view, onChange }: ViewChoiceProps) {
  const { wastedBytes } = analysis
  const wasted =
    wastedBytes === 0 ? 'Wasted' : `Wasted ${formatSize(wastedBytes)} (${wastedPercent(analysis)}%)`
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is no fieldset of a form
    <div role="group" aria-label="What is shown of the layers" className={styles.views}>
      <Button aria-pressed={view === 'files'} onClick={() => onChange('files')}>
        {active?.layer ? `Files in layer ${active.layer.number}` : 'Files'}
      </Button>
      <Button aria-pressed={view === 'wasted'} onClick={() => onChange('wasted')}>
        {wasted}
      </Button>
    </div>
  )
}

const rowId = ({ id }: LayerRow) => id
const rowName = ({ instruction }: LayerRow) => instruction

const NO_LAYERS = <EmptyState icon={Layers} title="This image has no layers" />
const NO_FILES = (
  <EmptyState
    icon={Layers}
    title="This step made no layer"
    text="It says something of the image, such as its command, and changes no file."
  />
)
