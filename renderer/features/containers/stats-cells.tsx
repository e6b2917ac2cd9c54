import { useCallback, useSyncExternalStore } from 'react'
import { formatMemory } from '#lib/format-bytes.ts'
import type { StatsSample } from '#shared/contract/stats.ts'
import type { ShownContainer } from './shown-container.ts'
import { containerStats } from './stats-store.ts'

interface StatsCellProps {
  readonly container: ShownContainer
}

/** CPU of a running container, by itself: a new sample draws this cell and nothing else. */
export function CpuCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  return sample?.cpuPercent === undefined ? null : cpuText(sample.cpuPercent)
}

/** Memory of a running container; its limit is in the tooltip. */
export function MemoryCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  if (!sample) return null
  const limit = `of ${formatMemory(sample.memoryLimitBytes)}`
  return <span data-tooltip={limit}>{formatMemory(sample.memoryBytes)}</span>
}

/** Percent of one core: `0.2%`, `41.2%`, `182%`. */
function cpuText(percent: number): string {
  return `${percent < 100 ? percent.toFixed(1) : percent.toFixed(0)}%`
}

/** The latest sample, live. */
function useStats({ connection, id }: ShownContainer): StatsSample | undefined {
  const subscribe = useCallback(
    (listener: () => void) => containerStats.subscribe(connection, id, listener),
    [connection, id],
  )
  return useSyncExternalStore(subscribe, () => containerStats.latest(connection, id))
}
