export { linesOnScreen, type ScreenLine } from './screen-lines.ts'
export { mirrorScreen, type DescribeLines } from './screen-mirror.ts'
export {
  SafeTerminal,
  SCROLLBACK_LINES,
  type CellSize,
  type SafeTerminalOptions,
} from './safe-terminal.ts'
