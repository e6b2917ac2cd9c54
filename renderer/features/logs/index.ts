export { prepareLogHost } from './log-client.ts'
export type { MergedTarget } from './log-target.ts'
export { LogView } from './log-view.tsx'
