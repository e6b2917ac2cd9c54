export { mirrorScreen } from './screen-mirror.ts'
export { SafeTerminal, SCROLLBACK_LINES, type CellSize } from './safe-terminal.ts'
