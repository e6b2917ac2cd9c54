import { useQuery } from '@tanstack/react-query'
import { Cpu } from 'lucide-react'
import { useMemo, useState } from 'react'
import { accessFor, blockedReason, type AccessOf } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import {
  ProcessSignal,
  type ContainerProcess,
  type ProcessList,
} from '#shared/contract/processes.ts'
import { asEngineError } from '#shared/errors.ts'
import { DataGrid, type Sort } from '#ui/data-grid/data-grid.tsx'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { processColumns } from './process-columns.tsx'
import styles from './processes-tab.module.css'
import { sendSignal } from './send-signal.ts'
import type { ShownContainer } from './shown-container.ts'
import { SIGNALS } from './signal-question.ts'
import { whyNoProcesses } from './why-not.ts'

interface ProcessesTabProps {
  readonly container: ShownContainer
  readonly access: AccessOf<ShownContainer>
}

/** Milliseconds. Each look costs the engine a run of `ps`. */
const REFRESH_MS = 3000

const BY_PID: Sort = { column: 'name', direction: 'ascending' }

/** What runs in a container: looked at every few seconds for as long as it is seen. */
export function ProcessesTab({ container, access }: ProcessesTabProps) {
  const why = whyNoProcesses(container)
  const { data, error, refetch } = useProcesses(container, why === undefined)
  if (why !== undefined) return <EmptyState icon={Cpu} title="No processes" text={why} />
  if (data) {
    return (
      <>
        <Processes
          container={container}
          access={access}
          list={data}
          onSent={() => void refetch()}
        />
        {error && (
          <p role="status" className={styles.late}>
            <SafeText text={`Not up to date. ${errorText(error)}`} />
          </p>
        )}
      </>
    )
  }
  if (!error) return <span role="status" aria-label="Loading" />
  return (
    <ErrorState
      error={asEngineError(error)}
      onRetry={() => void refetch()}
      onCopy={(text) => void engine.desktop.copyText({ text })}
    />
  )
}

/** Not in a window that is hidden, and never a second question before the first is answered. */
function useProcesses({ connection, id }: ShownContainer, enabled: boolean) {
  return useQuery({
    // Those of an earlier run are no longer there.
    queryKey: ['processes', connection, id, enabled],
    queryFn: ({ signal }) => engine.processes.list({ connection, id }, { signal }),
    enabled,
    refetchInterval: REFRESH_MS,
    refetchIntervalInBackground: false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}

interface ProcessesProps extends ProcessesTabProps {
  readonly list: ProcessList
  onSent(): void
}

function Processes({ container, access, list, onSent }: ProcessesProps) {
  const { titles, pidAt, commandAt, processes } = list
  const [sort, setSort] = useState(BY_PID)
  const [activeId, setActiveId] = useState<string>()
  // The cache keeps the titles for as long as they say the same.
  const columns = useMemo(
    () => processColumns({ titles, pidAt, commandAt }),
    [titles, pidAt, commandAt],
  )
  const rows = useMemo(
    () => sortRows(processes, columns, sort, rowName),
    [processes, columns, sort],
  )
  const blocked = blockedReason(accessFor(access, [container]), 'destroy') !== undefined
  const menu = (process: ContainerProcess): readonly MenuEntry[] => [
    ...ProcessSignal.options.map((signal) => ({
      id: signal,
      label: `Send ${signal}: ${SIGNALS[signal].does}`,
      danger: signal === 'KILL',
      disabled: blocked,
      run: () => void sendSignal(container, process, signal).then(onSent),
    })),
    'separator',
    {
      id: 'copy',
      label: 'Copy command',
      run: () => void engine.desktop.copyText({ text: process.command }),
    },
  ]
  return (
    <div className={styles.tab}>
      <DataGrid
        label="Processes"
        rows={rows}
        columns={columns}
        sort={sort}
        activeId={activeId}
        rowId={rowId}
        rowName={rowName}
        onSortChange={setSort}
        onActiveChange={setActiveId}
        onOpen={() => {}}
        rowMenu={menu}
        empty={<EmptyState icon={Cpu} title="The engine tells of no processes" />}
      />
    </div>
  )
}

const rowId = ({ pid }: ContainerProcess) => pid
const rowName = ({ pid, command }: ContainerProcess) => `${pid} ${command}`
