import { useCallback, useSyncExternalStore } from 'react'
import { formatMemory } from '#lib/format-bytes.ts'
import type { StatsSample } from '#shared/contract/stats.ts'
import type { ShownContainer } from './shown-container.ts'
import styles from './stats-cells.module.css'
import { containerStats } from './stats-store.ts'

interface StatsCellProps {
  readonly container: ShownContainer
}

/** CPU of a running container, by itself: a new sample draws this cell and nothing else. */
export function CpuCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  return <Value text={sample?.cpuPercent === undefined ? undefined : cpuText(sample.cpuPercent)} />
}

/** Memory of a running container; its limit is in the tooltip. */
export function MemoryCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  if (!sample) return <Value text={undefined} />
  const limit = `of ${formatMemory(sample.memoryLimitBytes)}`
  return <Value text={formatMemory(sample.memoryBytes)} hint={limit} />
}

/** Percent of one core: `0.2%`, `41.2%`, `182%`. */
function cpuText(percent: number): string {
  return `${percent < 100 ? percent.toFixed(1) : percent.toFixed(0)}%`
}

/** The latest sample, live while the container runs. */
function useStats({ connection, id, state }: ShownContainer): StatsSample | undefined {
  const runs = state.kind === 'running'
  const subscribe = useCallback(
    (listener: () => void) =>
      runs ? containerStats.subscribe(connection, id, listener) : () => {},
    [connection, id, runs],
  )
  return useSyncExternalStore(subscribe, () =>
    runs ? containerStats.latest(connection, id) : undefined,
  )
}

function Value({ text, hint }: { readonly text: string | undefined; readonly hint?: string }) {
  if (text === undefined) return <span className={styles.none}>—</span>
  return <span {...(hint !== undefined && { 'data-tooltip': hint })}>{text}</span>
}
