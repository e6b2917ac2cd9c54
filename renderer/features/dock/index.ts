export { DockLayout } from './dock-layout.tsx'
export { useDock } from './dock-store.ts'
export type { DockTarget } from './dock-tab.ts'
export { mergedLogs } from './merged-logs.ts'
