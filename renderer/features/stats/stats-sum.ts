import type { StatsSample } from '#shared/contract/stats.ts'

/** What several containers use together. */
export interface StatsSum {
  /** Those of which it is known. */
  readonly containers: number
  /** Absent while no container has two samples. */
  readonly cpuPercent?: number
  readonly memoryBytes: number
}

/** Of the samples that there are; nothing where there are none. */
export function createStatsSum(samples: readonly StatsSample[]): StatsSum | undefined {
  if (samples.length === 0) return undefined
  const memoryBytes = samples.reduce((sum, sample) => sum + sample.memoryBytes, 0)
  const sum = { containers: samples.length, memoryBytes }
  const known = samples.flatMap(({ cpuPercent }) => cpuPercent ?? [])
  if (known.length === 0) return sum
  return { ...sum, cpuPercent: known.reduce((total, percent) => total + percent, 0) }
}
