export { askDebugShell } from './ask-debug-shell.tsx'
export { askTerminal } from './ask-terminal.ts'
export { openInSystemTerminal } from './open-in-system.tsx'
export type { ShellSession } from './shell-session.ts'
export { agreeToShell } from './agree-to-shell.ts'
export {
  adoptSessions,
  endSession,
  openProgram,
  openProgramsBy,
  openSession,
  reconnectSession,
  sessionOf,
} from './shell-sessions.ts'
export { isSameProgram, PLAIN_SHELL, programTitle } from './terminal-program.ts'
export { TerminalPanel } from './terminal-panel.tsx'
export { TerminalView } from './terminal-view.tsx'
