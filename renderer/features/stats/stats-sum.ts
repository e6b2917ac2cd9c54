import type { StatsSample } from '#shared/contract/stats.ts'

/** What several containers use together. */
export interface StatsSum {
  /** Those of which it is known. */
  readonly containers: number
  readonly cpuPercent: number
  readonly memoryBytes: number
}

/** Of the samples that there are; nothing where there are none. */
export function createStatsSum(samples: readonly StatsSample[]): StatsSum | undefined {
  if (samples.length === 0) return undefined
  return {
    containers: samples.length,
    cpuPercent: samples.reduce((sum, { cpuPercent = 0 }) => sum + cpuPercent, 0),
    memoryBytes: samples.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
  }
}
