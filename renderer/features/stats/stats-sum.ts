import type { StatsSample } from '#shared/contract/stats.ts'

/** What can be added up. */
const SUMMED = [
  'cpuPercent',
  'memoryBytes',
  'receivedPerS',
  'sentPerS',
  'readPerS',
  'writtenPerS',
  'pids',
] as const

/** What several containers use together. What no sample of them tells is absent. */
export interface StatsSum extends Pick<StatsSample, (typeof SUMMED)[number]> {
  /** Those of which it is known. */
  readonly known: number
  /** Those that run: more, where not all of them are sampled, or not yet. */
  readonly of: number
}

/** Of the samples that there are of so many containers; nothing where there are none. */
export function createStatsSum(samples: readonly StatsSample[], of: number): StatsSum | undefined {
  if (samples.length === 0) return undefined
  const sums = SUMMED.flatMap((figure) => {
    const sum = sumOf(samples.map((sample) => sample[figure]))
    return sum === undefined ? [] : [[figure, sum] as const]
  })
  return {
    ...Object.fromEntries(sums),
    known: samples.length,
    of: Math.max(of, samples.length),
  }
}

function sumOf(figures: readonly (number | undefined)[]): number | undefined {
  const known = figures.filter((figure) => figure !== undefined)
  return known.length === 0 ? undefined : known.reduce((total, figure) => total + figure, 0)
}
