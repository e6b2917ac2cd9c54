export { mirrorScreen } from './screen-mirror.ts'
export { SafeTerminal, type CellSize } from './safe-terminal.ts'
