export { lookForGpu } from './gpu-drawing.ts'
export { mirrorScreen } from './screen-mirror.ts'
export { SafeTerminal, type CellSize } from './safe-terminal.ts'
