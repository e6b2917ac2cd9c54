import { create } from 'zustand'
import type { StatsTotal } from '#shared/contract/stats.ts'

/** What the running containers of each engine use together. */
const useTotals = create<Readonly<Record<string, StatsTotal | undefined>>>()(() => ({}))

/** Nothing where it is not known. */
export function setStatsTotal(connection: string, total: StatsTotal | undefined): void {
  if (useTotals.getState()[connection] === total) return
  useTotals.setState({ [connection]: total })
}

/** What the running containers of an engine use together, live. */
export function useStatsTotal(connection: string): StatsTotal | undefined {
  return useTotals((totals) => totals[connection])
}
