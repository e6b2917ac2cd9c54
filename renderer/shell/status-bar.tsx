import {
  useAllStates,
  useConnection,
  useConnections,
  useConnectionState,
} from '#features/connections'
import { openEngineStats } from '#features/containers'
import { TaskCount } from '#features/tasks'
import { formatPercent, useEngineSum } from '#features/stats'
import { formatMemory } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import { useNow } from '#lib/use-now.ts'
import type { Connection } from '#shared/contract/connections.ts'
import { visibleText } from '#shared/visible-text.ts'
import { useAnnounced } from '#ui/announcer.tsx'
import { StatusButton } from '#ui/status-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { allEnginesWords } from './all-engines-words.ts'
import { engineWords, type EngineWords } from './engine-words.ts'
import { StateDot } from './state-dot.tsx'
import styles from './status-bar.module.css'

const SECOND_MS = 1000

interface StatusBarProps {
  /** The one that the window shows; of no meaning where it shows all. */
  readonly connection: string
  readonly all: boolean
}

/** The foot of the window: how the engines are that it shows, and what their containers use. */
export function StatusBar({ connection, all }: StatusBarProps) {
  return (
    <footer className={styles.bar}>
      <div role="status" aria-label="Engine" aria-live="off" className={styles.engine}>
        {all && <AllEnginesState />}
        {!all && (connection === '' ? 'Disconnected' : <EngineState connection={connection} />)}
      </div>
      <span className={styles.space} />
      <TaskCount />
      {!all && connection !== '' && <EngineUse connection={connection} />}
    </footer>
  )
}

function EngineState({ connection }: { readonly connection: string }) {
  const { endpoint = connection, name = connection } = useConnection(connection) ?? {}
  const state = useConnectionState(connection)
  const now = useNow(SECOND_MS, state.kind === 'reconnecting' || state.kind === 'not-responding')
  const words = engineWords({ endpoint }, state, now)
  const news = state.kind === 'connecting' ? undefined : `${words.word}: ${visibleText(name)}`
  useAnnounced(news, 'connection')
  return <Words {...words} />
}

/** A look at what all of its containers use, and the way to the charts of it. */
function EngineUse({ connection }: { readonly connection: string }) {
  const sum = useEngineSum(connection)
  const { name = connection } = useConnection(connection) ?? {}
  if (!sum) return null
  const { known, of, cpuPercent, memoryBytes } = sum
  const words = [
    cpuPercent !== undefined && `CPU ${formatPercent(cpuPercent)}`,
    memoryBytes !== undefined && `Memory ${formatMemory(memoryBytes)}`,
    known < of && `${known} of ${of} containers`,
  ]
  return (
    <StatusButton
      data-tooltip={`Stats of ${plural(of, 'running container')}`}
      onClick={() => openEngineStats(connection, name)}
    >
      {words.filter(Boolean).join(' · ')}
    </StatusButton>
  )
}

function AllEnginesState() {
  const { data = NONE } = useConnections()
  const words = allEnginesWords(data, useAllStates(data))
  useAnnounced([words.word, words.detail, words.engine].filter(Boolean).join(', '), 'connection')
  return <Words {...words} />
}

const NONE: readonly Connection[] = []

function Words({ tone, word, detail, engine }: EngineWords) {
  return (
    <>
      <StateDot tone={tone} />
      <span>
        {word} · <SafeText text={detail} />
      </span>
      {engine !== '' && ' '}
      {engine !== '' && (
        <span>
          <SafeText text={engine} />
        </span>
      )}
    </>
  )
}
