import { Layers, RefreshCw, Trash2 } from 'lucide-react'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import {
  blockedReason,
  useConnectionAccess,
  useConnectionState,
  useListState,
} from '#features/connections'
import { filterRows } from '#lib/filter-rows.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { CacheEntry, DiskReport } from '#shared/contract/disk.ts'
import { visibleText } from '#shared/visible-text.ts'
import { BulkBar } from '#ui/bulk-bar.tsx'
import { Button } from '#ui/button.tsx'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { targetsAt } from '#ui/data-grid/targets-at.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { HeaderButton } from '#ui/header-button.tsx'
import { ListPage } from '#ui/list-page.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { StaleFrame } from '#ui/stale-frame.tsx'
import { runShortcut, useCommandTarget } from '../../commands/index.ts'
import { bindGuarded, commandMenu, guardCommands } from '../../shell/engine-command.ts'
import { CACHE_COLUMNS } from './cache-columns.tsx'
import { cacheCommands } from './cache-commands.ts'
import { cleanUp } from './clean-up.ts'
import styles from './disk-page.module.css'
import { MeasuredAt } from './measured-at.tsx'
import { useDiskReport } from './queries.ts'

interface BuildCachePageProps {
  readonly connection: string
  /** Of the page that it is a view of. */
  readonly title: string
  /** Buttons in its header. */
  readonly actions: ReactNode
}

/** What earlier builds have left on an engine for the next one, and its end. */
export function BuildCachePage(props: BuildCachePageProps) {
  const state = useConnectionState(props.connection)
  const isPodman = state.kind === 'connected' && state.engine.isPodman
  return isPodman ? (
    <ListPage title={props.title} actions={props.actions}>
      {OF_PODMAN}
    </ListPage>
  ) : (
    <Measured {...props} />
  )
}

function Measured({ connection, title, actions }: BuildCachePageProps) {
  const query = useDiskReport(connection)
  const { data: report, isFetching, refetch, dataUpdatedAt } = query
  const state = useListState(connection, { ...query, data: report && [report] })
  const [typed, setTyped] = useState('')
  const filter = useDeferredValue(typed)
  return (
    <ListPage
      title={title}
      filter={<SearchField label="Filter build cache" value={typed} onChange={setTyped} />}
      actions={
        <>
          <HeaderButton icon={RefreshCw} disabled={isFetching} onClick={() => void refetch()}>
            Measure again
          </HeaderButton>
          {actions}
        </>
      }
      banner={state.banner}
    >
      {state.instead ??
        (report ? (
          <StaleFrame stale={state.isStale}>
            <Entries
              connection={connection}
              report={report}
              filter={filter}
              onClearFilter={() => setTyped('')}
              when={isFetching ? 'Measuring again…' : <MeasuredAt time={dataUpdatedAt} />}
            />
          </StaleFrame>
        ) : (
          <p className={styles.measuring} role="status">
            The engine measures what its objects take. With much on a slow disk that takes minutes.
          </p>
        ))}
    </ListPage>
  )
}

interface EntriesProps {
  readonly connection: string
  readonly report: DiskReport
  readonly filter: string
  readonly when: ReactNode
  onClearFilter(): void
}

function Entries({ connection, report, filter, when, onClearFilter }: EntriesProps) {
  const { buildCache, unused } = report
  const access = useConnectionAccess(connection)
  const accessOf = useMemo(() => () => access, [access])
  const commands = useMemo(
    () => guardCommands(cacheCommands(connection, { unused }), accessOf),
    [connection, unused, accessOf],
  )
  const [sort, setSort] = useState(BY_SIZE)
  const [activeId, setActiveId] = useState<string>()
  const [selection, setSelection] = useState(NONE)
  const sorted = useMemo(
    () => sortRows(buildCache, CACHE_COLUMNS, sort, rowName),
    [buildCache, sort],
  )
  const rows = useMemo(() => filterRows(sorted, filter, textOf), [sorted, filter])
  const selected = rows.filter(({ id }) => selection.has(id))
  const targets = selected.length > 0 ? selected : rows.filter(({ id }) => id === activeId)
  const [only] = targets
  useCommandTarget(
    targets.length === 1 && only ? visibleText(only.name) : entryWords(targets),
    commands,
    targets,
  )
  const targetsOf = (row: CacheEntry) => targetsAt(row, rows, selection, rowId)
  return (
    <>
      <CacheHead connection={connection} report={report} when={when} />
      <DataGrid
        label="Build cache"
        rows={rows}
        columns={CACHE_COLUMNS}
        sort={sort}
        selection={selection}
        activeId={activeId}
        choice={filter}
        rowId={rowId}
        rowName={rowName}
        onSortChange={setSort}
        onSelectionChange={setSelection}
        onActiveChange={setActiveId}
        onOpen={() => {}}
        onKey={(chord, row) => runShortcut(commands, chord, targetsOf(row))}
        rowMenu={(row) => commandMenu(commands, targetsOf(row), accessOf)}
        empty={
          filter === '' ? (
            NO_ENTRIES
          ) : (
            <FilteredEmpty noun="entry" filter={filter} onClear={onClearFilter} />
          )
        }
      />
      {selected.length > 0 && (
        <BulkBar
          count={selected.length}
          commands={bindGuarded(commands, selected, accessOf)}
          onClear={() => setSelection(NONE)}
        />
      )}
    </>
  )
}

function CacheHead({
  connection,
  report,
  when,
}: Pick<EntriesProps, 'connection' | 'report' | 'when'>) {
  const { buildCache, use } = report
  const unused = report.unused['build-cache']
  const blocked = blockedReason(useConnectionAccess(connection), 'destroy')
  const reason = blocked ?? (unused.length === 0 ? 'There is none that no build uses' : undefined)
  const inUse = buildCache.filter((entry) => entry.inUse).length
  return (
    <div className={styles.cacheHead}>
      <p>
        <strong>{entryWords(buildCache)}</strong>, {formatSize(use.buildCache.bytes)} without what
        images share{inUse > 0 && `, ${inUse.toLocaleString('en')} in use`}{' '}
        <span role="status" className={styles.age}>
          {when}
        </span>
      </p>
      <Button
        icon={Trash2}
        aria-disabled={reason !== undefined}
        data-tooltip={reason}
        onClick={() => reason === undefined && void cleanUp(connection, unused)}
      >
        Remove all that is unused…
      </Button>
    </div>
  )
}

const entryWords = (entries: readonly unknown[]) => plural(entries.length, 'entry', 'entries')

const BY_SIZE: Sort = { column: 'size', direction: 'descending' }
const NONE: ReadonlySet<string> = new Set()
const rowId = ({ id }: CacheEntry) => id
const rowName = ({ name }: CacheEntry) => name
const textOf = ({ name, type, id }: CacheEntry) => [name, type, id]

const NO_ENTRIES = (
  <EmptyState
    icon={Layers}
    title="The build cache is empty"
    text="What a build makes is kept for the next one: a step whose instruction and files are the same need not run again."
  />
)

const OF_PODMAN = (
  <EmptyState
    icon={Layers}
    title="Podman has no build cache of its own"
    text="It builds on the layers of images that are there: those without a name are what earlier builds have left. They are listed with the images, and go with them."
  />
)
