import { useCallback, useSyncExternalStore } from 'react'
import { formatCount, formatPercent, formatRate, useGroupSum, type StatsSum } from '#features/stats'
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
  if (sample?.memoryBytes === undefined) return null
  const { memoryBytes, memoryLimitBytes } = sample
  const limit = memoryLimitBytes === undefined ? undefined : `of ${formatMemory(memoryLimitBytes)}`
  return <span data-tooltip={limit}>{formatMemory(memoryBytes)}</span>
}

/** Bytes a second of its networks. */
export function NetCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  return sample ? <Rates {...netRates(sample)} /> : null
}

/** Bytes a second from and to block devices. */
export function BlockCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  return sample ? <Rates {...blockRates(sample)} /> : null
}

/** How many processes run in it. */
export function PidsCell({ container }: StatsCellProps) {
  const sample = useStats(container)
  return sample?.pids === undefined ? null : formatCount(sample.pids)
}

interface RatesProps {
  /** In a cell: `↓ 1.2 MB/s ↑ 3 kB/s`; empty where neither is known. */
  readonly text: string
  readonly words: string
}

function Rates({ text, words }: RatesProps) {
  return text === '' ? null : <span data-tooltip={words}>{text}</span>
}

type Rated = Pick<StatsSum, 'receivedPerS' | 'sentPerS' | 'readPerS' | 'writtenPerS'>

function netRates({ receivedPerS, sentPerS }: Rated): RatesProps {
  return rates(['↓', 'received', receivedPerS], ['↑', 'sent', sentPerS])
}

function blockRates({ readPerS, writtenPerS }: Rated): RatesProps {
  return rates(['R', 'read', readPerS], ['W', 'written', writtenPerS])
}

function rates(...parts: readonly (readonly [string, string, number | undefined])[]): RatesProps {
  const known = parts.flatMap(([mark, word, rate]) =>
    rate === undefined ? [] : [{ mark, word, rate: formatRate(rate) }],
  )
  return {
    text: known.map(({ mark, rate }) => `${mark} ${rate}`).join(' '),
    words: known.map(({ word, rate }) => `${rate} ${word}`).join(', '),
  }
}

interface GroupCellProps {
  readonly containers: readonly ShownContainer[]
}

/** CPU of all that runs in a group. */
export function GroupCpuCell({ containers }: GroupCellProps) {
  return <GroupSum text={useGroupSum(containers, cpuText)} />
}

function cpuText({ cpuPercent, ...sum }: StatsSum): string {
  return cpuPercent === undefined ? '' : `${atLeast(sum)}${formatPercent(cpuPercent)}`
}

/** Memory of all that runs in a group. */
export function GroupMemoryCell({ containers }: GroupCellProps) {
  return <GroupSum text={useGroupSum(containers, memoryText)} />
}

function memoryText({ memoryBytes, ...sum }: StatsSum): string {
  return memoryBytes === undefined ? '' : `${atLeast(sum)}${formatMemory(memoryBytes)}`
}

/** The traffic of all that runs in a group. */
export function GroupNetCell({ containers }: GroupCellProps) {
  return <GroupSum text={useGroupSum(containers, (sum) => ratesText(sum, netRates(sum)))} />
}

/** What all that runs in a group reads and writes. */
export function GroupBlockCell({ containers }: GroupCellProps) {
  return <GroupSum text={useGroupSum(containers, (sum) => ratesText(sum, blockRates(sum)))} />
}

function ratesText(sum: StatsSum, { text }: RatesProps): string {
  return text === '' ? '' : `${atLeast(sum)}${text}`
}

/** The processes of all that runs in a group. */
export function GroupPidsCell({ containers }: GroupCellProps) {
  return <GroupSum text={useGroupSum(containers, pidsText)} />
}

function pidsText({ pids, ...sum }: StatsSum): string {
  return pids === undefined ? '' : `${atLeast(sum)}${formatCount(pids)}`
}

/** Before a sum of some of what runs: it is no total. */
const AT_LEAST = '≥ '

function atLeast({ known, of }: Pick<StatsSum, 'known' | 'of'>): string {
  return known < of ? AT_LEAST : ''
}

function GroupSum({ text }: { readonly text: string | undefined }) {
  if (text?.startsWith(AT_LEAST) !== true) return text ?? null
  return <span data-tooltip="Not all that run in this group are sampled">{text}</span>
}

/** What a running container uses now, in a line: `41.2% CPU · 612 MiB of 2 GiB`. */
export function UsesNow({ container }: StatsCellProps) {
  const sample = useStats(container)
  if (!sample) return '—'
  const { cpuPercent, memoryBytes, memoryLimitBytes } = sample
  const cpu = cpuPercent === undefined ? [] : [`${formatPercent(cpuPercent)} CPU`]
  const limit = memoryLimitBytes === undefined ? '' : ` of ${formatMemory(memoryLimitBytes)}`
  const memory = memoryBytes === undefined ? [] : [`${formatMemory(memoryBytes)}${limit}`]
  return [...cpu, ...memory].join(' · ') || '—'
}

/** The latest sample, live. */
function useStats({ connection, id }: StatsCellProps['container']): StatsSample | undefined {
  const subscribe = useCallback(
    (listener: () => void) => containerStats.subscribe(connection, id, listener),
    [connection, id],
  )
  return useSyncExternalStore(subscribe, () => containerStats.latest(connection, id))
}
