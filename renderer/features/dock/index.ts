export { DockLayout } from './dock-layout.tsx'
export { Dock } from './dock.tsx'
export { useDock, type DockState } from './dock-store.ts'
export type { DockTab, DockTarget } from './dock-tab.ts'
