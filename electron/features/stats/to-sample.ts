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

/** One line of `/containers/{id}/stats`. */
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
}

const NS_PER_MS = 1e6

/** The page cache's name under cgroup v1, then v2. */
const CACHE_KEYS = ['total_inactive_file', 'inactive_file', 'cache']

/** The engine goes on sending empty samples, of the year 1, after a container stopped. */
export function isOfStoppedContainer({ read, memory_stats }: RawStats): boolean {
  return (!read || read.startsWith('0001-')) && !memory_stats?.usage
}

/**
 * A sample. CPU needs the one before it; the first has what dockerd sends along. Podman sends its
 * machine's busy time for all of its time there: twice too much where one of two processors rests.
 */
export function toSample(raw: RawStats, previous: RawStats | undefined): StatsSample {
  const memory = {
    memoryBytes: memoryOf(raw),
    memoryLimitBytes: raw.memory_stats?.limit ?? 0,
  }
  const first = raw.precpu_stats?.system_cpu_usage ? ofSystem(raw) : undefined
  const cpuPercent = ofClock(raw, previous) ?? first
  return cpuPercent === undefined ? memory : { ...memory, cpuPercent }
}

/** As the docker CLI computes it: the container's part of all CPU time, times the CPUs. */
function ofSystem({ cpu_stats, precpu_stats }: RawStats): number | undefined {
  const used = usageOf(cpu_stats) - usageOf(precpu_stats)
  const system = (cpu_stats?.system_cpu_usage ?? 0) - (precpu_stats?.system_cpu_usage ?? 0)
  const cpus = cpu_stats?.online_cpus || cpu_stats?.cpu_usage?.percpu_usage?.length || 1
  return system > 0 && used >= 0 ? (used / system) * cpus * 100 : undefined
}

/** CPU time over wall time since the last sample. */
function ofClock(raw: RawStats, previous: RawStats | undefined): number | undefined {
  if (!previous) return undefined
  const elapsedMs = Date.parse(raw.read ?? '') - Date.parse(previous.read ?? '')
  const used = usageOf(raw.cpu_stats) - usageOf(previous.cpu_stats)
  return elapsedMs > 0 && used >= 0 ? (used / NS_PER_MS / elapsedMs) * 100 : undefined
}

function usageOf(cpu: RawCpu | null | undefined): number {
  return cpu?.cpu_usage?.total_usage ?? 0
}

function memoryOf({ memory_stats }: RawStats): number {
  const usage = memory_stats?.usage ?? 0
  const stats = memory_stats?.stats ?? {}
  const key = CACHE_KEYS.find((name) => Object.hasOwn(stats, name))
  const cache = (key && stats[key]) || 0
  return cache < usage ? usage - cache : usage
}
