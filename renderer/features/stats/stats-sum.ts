import type { StatsSample } from '#shared/contract/stats.ts'

/** What several containers use together. */
export interface StatsSum {
  /** Those of which it is known. */
  readonly known: number
  /** Those that run: more, where not all of them are sampled, or not yet. */
  readonly of: number
  /** Absent while no container has two samples. */
  readonly cpuPercent?: number
  /** Absent where the engine counts none. */
  readonly memoryBytes?: number
}

/** Of the samples that there are of so many containers; nothing where there are none. */
export function createStatsSum(samples: readonly StatsSample[], of: number): StatsSum | undefined {
  if (samples.length === 0) return undefined
  const cpuPercent = sumOf(samples.map((sample) => sample.cpuPercent))
  const memoryBytes = sumOf(samples.map((sample) => sample.memoryBytes))
  return {
    known: samples.length,
    of: Math.max(of, samples.length),
    ...(cpuPercent !== undefined && { cpuPercent }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  }
}

function sumOf(figures: readonly (number | undefined)[]): number | undefined {
  const known = figures.filter((figure) => figure !== undefined)
  return known.length === 0 ? undefined : known.reduce((total, figure) => total + figure, 0)
}
