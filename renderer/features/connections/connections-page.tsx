import { useQuery } from '@tanstack/react-query'
import { Cable, Plus } from 'lucide-react'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { filterRows } from '#lib/filter-rows.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { Connection } from '#shared/contract/connections.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { DataGrid, type Column, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilteredEmpty } from '#ui/filtered-empty.tsx'
import { ListPage } from '#ui/list-page.tsx'
import { menuEntries } from '#ui/menu-entry.ts'
import { SafeText } from '#ui/safe-text.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { bindCommands, runShortcut, useCommandTarget } from '../../commands/index.ts'
import { engine } from '../../ipc/client.ts'
import { goTo } from '../../shell/navigation.ts'
import { StateDot } from '../../shell/state-dot.tsx'
import { engineWords } from '../../shell/engine-words.ts'
import { CONNECTION_COMMANDS } from './connection-commands.ts'
import { ConnectionPane } from './connection-pane.tsx'
import { addConnection } from './connection-form.tsx'
import { ConnectionMarks } from './connection-marks.tsx'
import { useConnectionState } from './connection-states.ts'
import { KIND_WORDS, MODE_WORDS, stateWord } from './connection-words.ts'
import styles from './connections-page.module.css'
import { listedIdOf, useConnections } from './queries.ts'

const NONE: readonly Connection[] = []
const BY_ORDER: Sort = { column: '', direction: 'ascending' }

/** Every engine that the app knows a way to. */
export function ConnectionsPage() {
  const connections = useConnections().data ?? NONE
  const [filter, setFilter] = useState('')
  const [sort, setSort] = useState(BY_ORDER)
  const { id: routedId, tab = 'overview' } = useParams({ strict: false })
  // What it led to may have folded into another one since.
  const openId = routedId && listedIdOf(routedId)
  useEffect(() => {
    if (openId === undefined || openId === routedId) return
    goTo({ page: 'connections', id: openId, tab }, { replace: true })
  }, [openId, routedId, tab])
  const [chosenId, setActiveId] = useState<string>()
  // The pane tells which one is meant, however it was opened.
  const activeId = openId ?? chosenId
  const rows = useMemo(
    () => filterRows(sortRows(connections, COLUMNS, sort, rowName), filter, textOf),
    [connections, sort, filter],
  )
  const active = rows.find(({ id }) => id === activeId)
  const opened = rows.find(({ id }) => id === openId)
  // Walking through the list must not fill the history with every row.
  const showPane = (id: string, shownTab = tab) =>
    goTo({ page: 'connections', id, tab: shownTab }, { replace: openId !== undefined })
  const activate = (id: string) => {
    setActiveId(id)
    // An open pane follows.
    if (openId !== undefined) showPane(id)
  }
  const closePane = () => {
    goTo({ page: 'connections' }, { replace: true })
    focusGrid()
  }
  const targets = active ? [active] : NONE
  useCommandTarget(active?.name ?? '', CONNECTION_COMMANDS, targets)
  return (
    <ListPage
      title="Connections"
      filter={
        <SearchField
          label="Filter connections"
          placeholder="Filter: name, endpoint, mode"
          shortcut="/"
          value={filter}
          onChange={setFilter}
          onLeave={focusGrid}
        />
      }
      actions={
        <Button kind="primary" icon={Plus} onClick={() => void addConnection()}>
          Add connection
        </Button>
      }
      detail={
        opened && (
          <ConnectionPane
            connection={opened}
            tab={tab}
            onTabChange={(next) => showPane(opened.id, next)}
            onClose={closePane}
          />
        )
      }
    >
      <DataGrid
        label="Connections"
        choice={filter}
        rows={rows}
        columns={COLUMNS}
        sort={sort}
        activeId={activeId}
        empty={
          filter === '' ? (
            NO_CONNECTIONS
          ) : (
            <FilteredEmpty noun="connection" filter={filter} onClear={() => setFilter('')} />
          )
        }
        rowId={rowId}
        rowName={rowName}
        onSortChange={setSort}
        onActiveChange={activate}
        onClick={({ id }) => showPane(id)}
        onOpen={({ id }) => goTo({ page: 'containers', connection: id })}
        onKey={(chord, row) => runShortcut(CONNECTION_COMMANDS, chord, [row])}
        rowMenu={(row) => menuEntries(bindCommands(CONNECTION_COMMANDS, [row]))}
      />
    </ListPage>
  )
}

const NO_CONNECTIONS = (
  <EmptyState
    icon={Cable}
    title="No connections"
    text="Add the address of an engine: a socket, a host over ssh, or a port with TLS."
  />
)

function SameEngine({ names }: { readonly names: readonly string[] }) {
  const text = `same engine as ${names.map(visibleText).join(', ')}`
  return (
    <span className={styles.current} data-tooltip={text}>
      {text}
    </span>
  )
}

const COLUMNS: readonly Column<Connection>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(130px, 1.4fr)',
    render: ({ name }) => <SafeText text={name} />,
    compare: (a, b) => naturalCompare(a.name, b.name),
  },
  {
    id: 'marks',
    title: 'Marks',
    width: 'minmax(120px, 1fr)',
    hideBelow: 900,
    render: (connection) => (
      <span className={styles.marks}>
        {connection.current && <span className={styles.current}>docker CLI</span>}
        <ConnectionMarks connection={connection} />
        {connection.sameEngineAs && <SameEngine names={connection.sameEngineAs} />}
      </span>
    ),
  },
  {
    id: 'status',
    title: 'Status',
    width: 'minmax(120px, 1fr)',
    render: (connection) => <StateCell connection={connection} />,
  },
  {
    id: 'kind',
    title: 'Kind',
    width: '64px',
    hideBelow: 700,
    render: ({ kind }) => KIND_WORDS[kind],
    compare: (a, b) => naturalCompare(a.kind, b.kind),
  },
  {
    id: 'endpoint',
    title: 'Endpoint',
    width: 'minmax(150px, 2fr)',
    hideBelow: 560,
    render: ({ endpoint }) => (
      <SafeText text={endpoint} className={styles.endpoint} hint={endpoint} />
    ),
    compare: (a, b) => naturalCompare(a.endpoint, b.endpoint),
  },
  {
    id: 'engine',
    title: 'Engine',
    width: 'minmax(110px, 1fr)',
    hideBelow: 760,
    render: (connection) => <EngineCell connection={connection} />,
  },
  {
    id: 'latency',
    title: 'Latency',
    width: '76px',
    align: 'end',
    hideBelow: 640,
    render: (connection) => <LatencyCell connection={connection} />,
  },
  {
    id: 'mode',
    title: 'Mode',
    width: '132px',
    render: ({ mode }) => MODE_WORDS[mode],
    compare: (a, b) => naturalCompare(a.mode, b.mode),
  },
]

interface CellProps {
  readonly connection: Connection
}

function StateCell({ connection: { id, fault } }: CellProps) {
  const state = useConnectionState(id)
  const { tone } = engineWords({ endpoint: '' }, state, 0)
  const error = fault ?? ('error' in state ? state.error : undefined)
  return (
    <span className={styles.state} data-tooltip={error?.message}>
      <StateDot tone={tone} />
      {fault ? 'Broken' : stateWord(state)}
    </span>
  )
}

function EngineCell({ connection: { id } }: CellProps) {
  const state = useConnectionState(id)
  if (state.kind !== 'connected') return null
  const { version, apiVersion } = state.engine
  return <SafeText text={version} hint={`API ${apiVersion}`} />
}

/** Milliseconds between two measurements while the page is open. */
const MEASURE_MS = 5000

function LatencyCell({ connection: { id } }: CellProps) {
  const isConnected = useConnectionState(id).kind === 'connected'
  const { data } = useQuery({
    queryKey: ['latency', id],
    queryFn: ({ signal }) => engine.connections.measure({ connection: id }, { signal }),
    enabled: isConnected,
    refetchInterval: MEASURE_MS,
    gcTime: 0,
  })
  return isConnected && data !== undefined
    ? `${data < 10 ? data.toFixed(1) : Math.round(data)} ms`
    : null
}

const rowId = ({ id }: Connection) => id
const rowName = ({ name }: Connection) => name
const textOf = (connection: Connection) => [
  connection.name,
  connection.endpoint,
  connection.label ?? '',
  MODE_WORDS[connection.mode],
]

function focusGrid(): void {
  document.querySelector<HTMLElement>('[data-region="list"] [role="grid"]')?.focus()
}
