export type { StatsMember } from './follower.ts'
export { formatPercent } from './chart-kinds.ts'
export { setStatsTotal, useStatsTotal } from './stats-totals.ts'
export { StatsView } from './stats-view.tsx'
