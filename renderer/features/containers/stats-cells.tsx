import { useCallback, useSyncExternalStore } from 'react'
import { formatPercent, useGroupSum } from '#features/stats'
import { formatMemory } from '#lib/format-bytes.ts'
import type { StatsSample } from '#shared/contract/stats.ts'
import type { ShownContainer } from './shown-container.ts'
import { containerStats } from './stats-store.ts'

interface StatsCellProps {
  readonly container: Pick<ShownContainer, 'connection' | 'id'>
}

/** CPU of a running container, by itself: a new sample draws this cell and nothing else. */
export function CpuCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  return sample?.cpuPercent === undefined ? null : formatPercent(sample.cpuPercent)
}

/** Memory of a running container; its limit is in the tooltip. */
export function MemoryCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  if (!sample) return null
  const limit = `of ${formatMemory(sample.memoryLimitBytes)}`
  return <span data-tooltip={limit}>{formatMemory(sample.memoryBytes)}</span>
}

interface GroupCellProps {
  readonly containers: readonly ShownContainer[]
}

/** CPU of all that runs in a group. */
export function GroupCpuCell({ containers }: GroupCellProps) {
  return useGroupSum(containers, cpuText) ?? null
}

function cpuText({ cpuPercent }: { readonly cpuPercent?: number }): string {
  return cpuPercent === undefined ? '' : formatPercent(cpuPercent)
}

/** Memory of all that runs in a group. */
export function GroupMemoryCell({ containers }: GroupCellProps) {
  return useGroupSum(containers, ({ memoryBytes }) => formatMemory(memoryBytes)) ?? null
}

/** What a running container uses now, in a line: `41.2% CPU · 612 MiB of 2 GiB`. */
export function UsesNow({ container }: StatsCellProps) {
  const sample = useStats(container)
  if (!sample) return '—'
  const { cpuPercent, memoryBytes, memoryLimitBytes } = sample
  const cpu = cpuPercent === undefined ? [] : [`${formatPercent(cpuPercent)} CPU`]
  const memory = `${formatMemory(memoryBytes)} of ${formatMemory(memoryLimitBytes)}`
  return [...cpu, memory].join(' · ')
}

/** The latest sample, live. */
function useStats({ connection, id }: StatsCellProps['container']): StatsSample | undefined {
  const subscribe = useCallback(
    (listener: () => void) => containerStats.subscribe(connection, id, listener),
    [connection, id],
  )
  return useSyncExternalStore(subscribe, () => containerStats.latest(connection, id))
}
