import { Recycle } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { filterRows } from '#lib/filter-rows.ts'
import type { LayerAnalysis, WastedFile } from '#shared/contract/image-layers.ts'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { copyPath } from './copy-path.ts'
import { WASTED_COLUMNS } from './layer-file-columns.tsx'
import styles from './layers-tab.module.css'

const BY_SIZE: Sort = { column: 'size', direction: 'descending' }

/** What a later layer replaces or deletes, and every copy of the image still carries. */
export function WastedList({ analysis }: { readonly analysis: LayerAnalysis }) {
  const { wasted, wastedCount } = analysis
  const [sort, setSort] = useState(BY_SIZE)
  const [typed, setTyped] = useState('')
  const filter = useDeferredValue(typed)
  const [activeId, setActiveId] = useState<string>()
  const sorted = useMemo(() => sortRows(wasted, WASTED_COLUMNS, sort, pathOf), [wasted, sort])
  const shown = useMemo(() => filterRows(sorted, filter, pathsOf), [sorted, filter])
  return (
    <>
      <div className={styles.tools}>
        <SearchField label="Filter wasted files" value={typed} onChange={setTyped} />
        {wastedCount > wasted.length && (
          <span className={styles.warned}>
            The {wasted.length.toLocaleString('en')} largest of {wastedCount.toLocaleString('en')}
          </span>
        )}
      </div>
      <DataGrid
        label="Wasted files"
        rows={shown}
        columns={WASTED_COLUMNS}
        sort={sort}
        activeId={activeId}
        choice={filter}
        rowId={pathOf}
        rowName={pathOf}
        onSortChange={setSort}
        onActiveChange={setActiveId}
        onOpen={copyPath}
        rowMenu={(row) => [{ id: 'copy', label: 'Copy path', run: () => copyPath(row) }]}
        empty={
          typed === '' ? (
            NOTHING
          ) : (
            <FilteredEmpty noun="file" filter={typed} onClear={() => setTyped('')} />
          )
        }
      />
    </>
  )
}

const pathOf = ({ path }: WastedFile) => path
const pathsOf = ({ path }: WastedFile) => [path]

const NOTHING = (
  <EmptyState
    icon={Recycle}
    title="Nothing is wasted"
    text="No layer replaces or deletes a file of a layer below it."
  />
)
