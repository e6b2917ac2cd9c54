export { askDebugShell } from './ask-debug-shell.tsx'
export { askTerminal } from './ask-terminal.ts'
export { openInSystemTerminal } from './open-in-system.tsx'
export { agreeToShell } from './agree-to-shell.ts'
export { EndedTerminal } from './ended-terminal.tsx'
export {
  adoptSessions,
  endSession,
  openProgram,
  openProgramsBy,
  openSession,
  reconnectSession,
  sessionOf,
} from './shell-sessions.ts'
export {
  isSameProgram,
  PLAIN_SHELL,
  programTitle,
  withoutNotes,
  withoutSecrets,
} from './terminal-program.ts'
export { TerminalPanel } from './terminal-panel.tsx'
export { TerminalView } from './terminal-view.tsx'
