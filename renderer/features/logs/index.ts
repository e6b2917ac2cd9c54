export { LogView } from './log-view.tsx'
export type { LogTarget } from './log-target.ts'
