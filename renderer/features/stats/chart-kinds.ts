import { formatMemory, formatSize } from '#lib/format-bytes.ts'
import type { Figure } from '#shared/stats-history.ts'

/** A line of the chart of one container. */
interface Part {
  readonly name: string
  readonly figure: Exclude<Figure, 'memoryLimitBytes'>
}

/** A chart: what it is of, and how its figures are written. */
export interface ChartKind {
  readonly id: string
  readonly title: string
  /** Its unit, said beside the title. */
  readonly unit: string
  /** The lines of one container. Of several, each has one line: the sum of these. */
  readonly parts: readonly Part[]
  /** Steps of its scale that look round when they are written. */
  readonly powersOfTwo: boolean
  format(value: number): string
  /** What is said where a running container has no such figures. */
  readonly none: string
}

/** The charts, in their order. */
export const CHARTS: readonly ChartKind[] = [
  {
    id: 'cpu',
    title: 'CPU',
    unit: '100% is one core',
    parts: [{ name: 'CPU', figure: 'cpuPercent' }],
    powersOfTwo: false,
    format: formatPercent,
    none: 'There are no figures of the CPU yet: two samples make the first one.',
  },
  {
    id: 'memory',
    title: 'Memory',
    unit: 'without the page cache',
    parts: [{ name: 'Used', figure: 'memoryBytes' }],
    powersOfTwo: true,
    format: formatMemory,
    none: 'There are no figures of the memory yet.',
  },
  {
    id: 'network',
    title: 'Network',
    unit: 'bytes a second',
    parts: [
      { name: 'Received', figure: 'receivedPerS' },
      { name: 'Sent', figure: 'sentPerS' },
    ],
    powersOfTwo: false,
    format: formatRate,
    none: 'The engine gives no figures of the network. It has none for containers that share the network of their machine, or are on none.',
  },
  {
    id: 'block',
    title: 'Block I/O',
    unit: 'bytes a second',
    parts: [
      { name: 'Read', figure: 'readPerS' },
      { name: 'Written', figure: 'writtenPerS' },
    ],
    powersOfTwo: false,
    format: formatRate,
    none: 'The engine gives no figures of block I/O. It has none where the kernel does not count it, or nothing was read or written yet.',
  },
  {
    id: 'pids',
    title: 'Processes',
    unit: 'threads included',
    parts: [{ name: 'Processes', figure: 'pids' }],
    powersOfTwo: false,
    format: formatCount,
    none: 'The engine gives no figures of processes.',
  },
]

/** Percent of one core: `0.2%`, `41.2%`, `182%`. */
export function formatPercent(percent: number): string {
  return `${percent < 100 ? percent.toFixed(1) : percent.toFixed(0)}%`
}

/** Bytes a second: `1.25 MB/s`. */
export function formatRate(bytesPerS: number): string {
  return `${formatSize(Math.round(bytesPerS))}/s`
}

/** `1,204`; of a mean, one digit of the rest. */
export function formatCount(count: number): string {
  return Number.isInteger(count) ? count.toLocaleString('en') : count.toFixed(1)
}
