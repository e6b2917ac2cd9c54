import type { StatsSample } from '#shared/contract/stats.ts'

interface RawCpu {
  readonly cpu_usage?:
    | {
        readonly total_usage?: number | null | undefined
        readonly percpu_usage?: readonly number[] | null | undefined
      }
    | null
    | undefined
  readonly system_cpu_usage?: number | null | undefined
  readonly online_cpus?: number | null | undefined
}

interface RawBlockEntry {
  readonly op?: string | null | undefined
  readonly value?: number | null | undefined
}

interface RawNetwork {
  readonly rx_bytes?: number | null | undefined
  readonly tx_bytes?: number | null | undefined
}

/** The answer of `/containers/{id}/stats`. */
export interface RawStats {
  readonly read?: string | null | undefined
  readonly cpu_stats?: RawCpu | null | undefined
  readonly precpu_stats?: RawCpu | null | undefined
  readonly memory_stats?:
    | {
        readonly usage?: number | null | undefined
        readonly limit?: number | null | undefined
        readonly stats?: Readonly<Record<string, number>> | null | undefined
      }
    | null
    | undefined
  readonly networks?: Readonly<Record<string, RawNetwork | null>> | null | undefined
  readonly blkio_stats?:
    | { readonly io_service_bytes_recursive?: readonly (RawBlockEntry | null)[] | null | undefined }
    | null
    | undefined
  readonly pids_stats?: { readonly current?: number | null | undefined } | null | undefined
}

/** What only grows while a container runs: two of these make the rates between them. */
export interface Counters {
  /** By the engine's own clock, in milliseconds since the epoch. */
  readonly readMs: number
  readonly cpuNs?: number
  readonly received?: number
  readonly sent?: number
  readonly read?: number
  readonly written?: number
}

const NS_PER_MS = 1e6
const MS_PER_S = 1000

/** After a longer time without a sample, one that tells of all of it would be a flat lie. */
const LONGEST_SPAN_MS = 150_000

/** The page cache's name under cgroup v1, then v2. */
const CACHE_KEYS = ['total_inactive_file', 'inactive_file', 'cache']

/** The engine goes on giving empty samples, of the year 1, after a container stopped. */
export function isOfStoppedContainer({ read, memory_stats }: RawStats): boolean {
  const time = textOf(read)
  return (time === '' || time.startsWith('0001-')) && !memory_stats?.usage
}

/** The counters of a sample. What the engine does not count is absent. */
export function countersOf(raw: RawStats): Counters {
  const cpuNs = usageOf(raw.cpu_stats)
  return {
    readMs: Date.parse(textOf(raw.read)),
    ...(cpuNs !== undefined && { cpuNs }),
    ...networkOf(raw),
    ...blockOf(raw),
  }
}

/**
 * A sample, taken `at` by our own clock. CPU and rates need the counters before it; CPU of the first
 * one is what dockerd sends along. Podman sends its machine's busy time for all of its time there:
 * twice too much where one of two processors rests.
 */
export function toSample(raw: RawStats, before: Counters | undefined, at: number): StatsSample {
  const now = countersOf(raw)
  const elapsedMs = before ? now.readMs - before.readMs : 0
  const isOfSpan = elapsedMs > 0 && elapsedMs <= LONGEST_SPAN_MS
  const spanMs = isOfSpan ? elapsedMs : 0
  const first = raw.precpu_stats?.system_cpu_usage ? ofSystem(raw) : undefined
  const perS = (key: keyof Counters) => {
    const [from, to] = [before?.[key], now[key]]
    if (!isOfSpan || from === undefined || to === undefined || to < from) return undefined
    return ((to - from) / spanMs) * MS_PER_S
  }
  const cpuNsPerS = perS('cpuNs')
  return withoutUnknown({
    at,
    spanMs,
    memoryBytes: memoryOf(raw),
    memoryLimitBytes: numberOf(raw.memory_stats?.limit) || undefined,
    cpuPercent: cpuNsPerS === undefined ? first : (cpuNsPerS / NS_PER_MS / MS_PER_S) * 100,
    receivedPerS: perS('received'),
    sentPerS: perS('sent'),
    readPerS: perS('read'),
    writtenPerS: perS('written'),
    pids: raw.pids_stats?.current ?? undefined,
  })
}

type Unknowing<Value> = { [Key in keyof Value]: Value[Key] | undefined }

/** What is not known, or is no number at all, is not there. */
function withoutUnknown(sample: Unknowing<Required<StatsSample>>): StatsSample {
  const known = Object.entries(sample).filter(([, value]) => Number.isFinite(value))
  return Object.fromEntries(known) as unknown as StatsSample
}

/** As the docker CLI computes it: the container's part of all CPU time, times the CPUs. */
function ofSystem({ cpu_stats, precpu_stats }: RawStats): number | undefined {
  const [now, before] = [usageOf(cpu_stats), usageOf(precpu_stats)]
  if (now === undefined || before === undefined) return undefined
  const used = now - before
  const system = (cpu_stats?.system_cpu_usage ?? 0) - (precpu_stats?.system_cpu_usage ?? 0)
  const cpus = cpu_stats?.online_cpus || cpu_stats?.cpu_usage?.percpu_usage?.length || 1
  return system > 0 && used >= 0 ? (used / system) * cpus * 100 : undefined
}

function usageOf(cpu: RawCpu | null | undefined): number | undefined {
  return knownNumber(cpu?.cpu_usage?.total_usage)
}

/** Where the kernel does not count memory there is no figure, which is no zero. */
function memoryOf({ memory_stats }: RawStats): number | undefined {
  const usage = knownNumber(memory_stats?.usage)
  if (usage === undefined) return undefined
  const stats = memory_stats?.stats ?? {}
  const key = CACHE_KEYS.find((name) => Object.hasOwn(stats, name))
  const cache = numberOf(key && stats[key])
  return cache < usage ? usage - cache : usage
}

/** One that shares its machine's network, or has none, has no figures of its own. */
function networkOf({ networks }: RawStats): Pick<Counters, 'received' | 'sent'> {
  const all = Object.values(networks ?? {})
  if (all.length === 0) return {}
  const sum = (key: keyof RawNetwork) =>
    all.reduce((total, network) => total + numberOf(network?.[key]), 0)
  return { received: sum('rx_bytes'), sent: sum('tx_bytes') }
}

/** Engines write `Read`, `read` or nothing at all: some kernels count none of it. */
function blockOf({ blkio_stats }: RawStats): Pick<Counters, 'read' | 'written'> {
  const told = blkio_stats?.io_service_bytes_recursive
  const entries: readonly (RawBlockEntry | null)[] = Array.isArray(told) ? told : []
  if (entries.length === 0) return {}
  const sum = (op: string) =>
    entries
      .filter((entry) => textOf(entry?.op).toLowerCase() === op)
      .reduce((total, entry) => total + numberOf(entry?.value), 0)
  return { read: sum('read'), written: sum('write') }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** An engine may say anything; what is no number counts nothing. */
function numberOf(value: unknown): number {
  return knownNumber(value) ?? 0
}

function knownNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
