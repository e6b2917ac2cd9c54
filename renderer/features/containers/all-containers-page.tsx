import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  AwayBanner,
  useAccessTo,
  useAllStates,
  useConnections,
  type ListState,
} from '#features/connections'
import { textKey, type FilterKey } from '#lib/filter/filter-key.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { Connection } from '#shared/contract/connections.ts'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { ObjectPage } from '../../shell/object-page.tsx'
import { useListSort } from '../../shell/route-state.ts'
import { CONTAINER_COLUMNS } from './container-columns.tsx'
import { CONTAINER_FILTER_KEYS } from './container-filter-keys.ts'
import { BY_NAME, CONTAINER_LIST } from './container-list-props.tsx'
import { usePendingContainers } from './pending-containers.ts'
import { containersQuery } from './queries.ts'
import { showContainers, type ShownContainer } from './shown-container.ts'
import { useTrashView } from './trash-view.tsx'
import { useLiveSort } from './use-shown-containers.ts'

/**
 * The containers of every engine in one list, with a column for the engine. Those of one that went
 * away stay as they were, under a line that says so; one that was never there takes no place.
 */
export function AllContainersPage() {
  const connections = useConnections().data ?? NONE
  const states = useAllStates(connections)
  const access = useAccessTo(connections)
  const [sort] = useListSort(BY_NAME)
  const queries = connections.map(({ id }) => ({
    ...containersQuery(id),
    enabled: states.get(id) === 'connected',
  }))
  const lists = useQueries({ queries, combine })
  const pending = usePendingContainers()
  const rows = useMemo(
    () => connections.flatMap(({ id }, at) => showContainers(id, lists[at] ?? [], pending)),
    [connections, lists, pending],
  )
  const columns = useMemo(() => withEngine(connections), [connections])
  const filterKeys = useMemo(() => withEngineKey(connections), [connections])
  const trash = useTrashView(rows, columns, access)
  const isLoading = rows.length === 0 && queries.some(({ enabled }, at) => enabled && !lists[at])
  const known = connections.filter((_connection, at) => lists[at])
  const banner = known.map((connection) => (
    <AwayBanner key={connection.id} connection={connection} />
  ))
  return (
    <ObjectPage
      {...CONTAINER_LIST}
      title="Containers"
      connection=""
      query={QUERY}
      access={access}
      state={{ ...SHOWN, isLoading, banner }}
      knows={(row) => known.some(({ id }) => row.startsWith(`${id} `))}
      rows={useLiveSort(trash.rows, sort.column)}
      primary={trash.buttons}
      {...trash.props}
      filterKeys={filterKeys}
      rowId={rowId}
    />
  )
}

const NONE: readonly Connection[] = []

/** Each list stands for itself: one engine that is away takes nothing from the others. */
const QUERY = { data: [], error: null, dataUpdatedAt: 0, refetch: () => {} }
const SHOWN: ListState = {
  instead: undefined,
  isLoading: false,
  banner: undefined,
  isStale: false,
}

/** Two connections may lead to the same engine, where ids are the same. */
const rowId = ({ connection, id }: ShownContainer) => `${connection} ${id}`

function combine(results: readonly UseQueryResult<readonly ContainerSummary[]>[]) {
  return results.map(({ data }) => data)
}

function withEngineKey(connections: readonly Connection[]): readonly FilterKey<ShownContainer>[] {
  const nameOf = namesOf(connections)
  const engine = textKey<ShownContainer>(
    { key: 'engine', about: 'part of the name of its connection' },
    (row) => [nameOf(row)],
  )
  return [...CONTAINER_FILTER_KEYS, engine]
}

function namesOf(connections: readonly Connection[]) {
  const names = new Map(connections.map(({ id, name }) => [id, name]))
  return ({ connection }: ShownContainer) => names.get(connection) ?? connection
}

function withEngine(connections: readonly Connection[]): readonly Column<ShownContainer>[] {
  const nameOf = namesOf(connections)
  const engine: Column<ShownContainer> = {
    id: 'engine',
    title: 'Engine',
    width: 'minmax(96px, 0.8fr)',
    // The row's name goes on with it: "web-1 on colima".
    namesRow: true,
    render: (row) => (
      <>
        <span className="visually-hidden">on </span>
        <SafeText text={nameOf(row)} />
      </>
    ),
    compare: (a, b) => naturalCompare(nameOf(a), nameOf(b)),
  }
  const [name, ...others] = CONTAINER_COLUMNS
  return name ? [name, engine, ...others] : [engine]
}
