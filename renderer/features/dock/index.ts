export { DockLayout } from './dock-layout.tsx'
export { useDock } from './dock-store.ts'
