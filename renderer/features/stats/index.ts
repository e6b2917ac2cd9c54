export type { StatsMember } from './follower.ts'
export { formatPercent } from './chart-kinds.ts'
export { noteKept, retainKept, useEngineSum, useGroupSum } from './kept-samples.ts'
export { StatsView } from './stats-view.tsx'
