export type { ShellSession } from './shell-session.ts'
export { agreeToShell } from './agree-to-shell.ts'
export {
  adoptSessions,
  endSession,
  openSession,
  reconnectSession,
  sessionOf,
} from './shell-sessions.ts'
export { TerminalPanel } from './terminal-panel.tsx'
export { TerminalView } from './terminal-view.tsx'
