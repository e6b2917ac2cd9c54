import { useQuery } from '@tanstack/react-query'
import { Files, RotateCw } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import type { FileChange } from '#shared/contract/containers.ts'
import { asEngineError } from '#shared/errors.ts'
import { Button } from '#ui/button.tsx'
import { CHANGE_ICONS, CHANGE_WORDS, ChangeMark } from '#ui/change-mark.tsx'
import { DataGrid, type Column, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { PathText } from '#ui/path-text.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { engine } from '../../ipc/client.ts'
import {
  CHANGE_KINDS,
  chooseChanges,
  comparePaths,
  countByKind,
  type ChangeKind,
} from './changed-files.ts'
import styles from './changes-tab.module.css'

interface ChangesTabProps {
  readonly connection: string
  readonly id: string
}

const NONE: readonly FileChange[] = []

/** What the container's files differ in from its image's, as it was when it was last asked. */
export function ChangesTab({ connection, id }: ChangesTabProps) {
  const { data, error, isFetching, refetch } = useChanges(connection, id)
  const [typed, setFilter] = useState('')
  const filter = useDeferredValue(typed)
  const [kind, setKind] = useState<ChangeKind>()
  const [sort, setSort] = useState(BY_PATH)
  const [activeId, setActiveId] = useState<string>()
  const sorted = useMemo(() => sortRows(data ?? NONE, COLUMNS, sort, pathOf), [data, sort])
  const shown = useMemo(() => chooseChanges(sorted, kind, filter), [sorted, kind, filter])
  if (error) {
    return (
      <ErrorState
        error={asEngineError(error)}
        onRetry={() => void refetch()}
        onCopy={(text) => void engine.desktop.copyText({ text })}
      />
    )
  }
  const narrowed = typed !== '' || kind !== undefined
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <SearchField label="Filter changes" value={typed} onChange={setFilter} />
        <IconButton
          icon={RotateCw}
          label="Compare again"
          aria-disabled={isFetching}
          onClick={() => !isFetching && void refetch()}
        />
        {data && <Counts changes={data} kind={kind} onChange={setKind} />}
      </div>
      <DataGrid
        label="Changes"
        rows={shown}
        columns={COLUMNS}
        sort={sort}
        activeId={activeId}
        choice={`${kind} ${filter}`}
        loading={data === undefined}
        rowId={pathOf}
        rowName={pathOf}
        onSortChange={setSort}
        onActiveChange={setActiveId}
        onOpen={copyPath}
        rowMenu={(row) => [{ id: 'copy', label: 'Copy path', run: () => copyPath(row) }]}
        empty={
          narrowed ? (
            <FilteredEmpty
              noun="change"
              filter={[kind, typed].filter(Boolean).join(' ')}
              onClear={() => {
                setFilter('')
                setKind(undefined)
              }}
            />
          ) : (
            NOTHING
          )
        }
      />
    </div>
  )
}

/** Asked anew at each visit, and let go of after it: it may be a hundred thousand paths. */
function useChanges(connection: string, id: string) {
  return useQuery({
    queryKey: ['changes', connection, id],
    queryFn: ({ signal }) => engine.containers.changes({ connection, id }, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}

interface CountsProps {
  readonly changes: readonly FileChange[]
  readonly kind: ChangeKind | undefined
  onChange(kind: ChangeKind | undefined): void
}

/** How many there are of each kind; pressed, only those are shown. */
function Counts({ changes, kind, onChange }: CountsProps) {
  const counts = useMemo(() => countByKind(changes), [changes])
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is no fieldset of a form
    <div role="group" aria-label="Changes by kind" className={styles.counts}>
      {CHANGE_KINDS.map((one) => (
        <Button
          key={one}
          icon={CHANGE_ICONS[one]}
          className={classNames(styles.count, styles[one])}
          aria-pressed={kind === one}
          onClick={() => onChange(kind === one ? undefined : one)}
        >
          {CHANGE_WORDS[one]} {counts[one].toLocaleString('en')}
        </Button>
      ))}
    </div>
  )
}

const COLUMNS: readonly Column<FileChange>[] = [
  {
    id: 'status',
    title: 'Change',
    width: '94px',
    render: ({ kind }) => <ChangeMark kind={kind} />,
    compare: (a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind),
  },
  {
    id: 'name',
    title: 'Path',
    width: 'minmax(120px, 1fr)',
    render: ({ path }) => <PathText path={path} />,
    compare: comparePaths,
  },
]

const BY_PATH: Sort = { column: 'name', direction: 'ascending' }

const pathOf = ({ path }: FileChange) => path

const NOTHING = (
  <EmptyState
    icon={Files}
    title="No file differs from the image"
    text="What lies in volumes and in folders of the host is no part of this."
  />
)

function copyPath({ path }: FileChange): void {
  void engine.desktop.copyText({ text: path })
}
