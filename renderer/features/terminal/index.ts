export type { ShellSession } from './shell-session.ts'
export { adoptSessions, endSession, openSession, sessionOf } from './shell-sessions.ts'
export { TerminalPanel } from './terminal-panel.tsx'
export { TerminalView } from './terminal-view.tsx'
