export { TerminalView } from './terminal-view.tsx'
export type { TerminalTarget } from './terminal-target.ts'
