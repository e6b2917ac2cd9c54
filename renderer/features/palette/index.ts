export { openPalette } from './palette.tsx'
export { showShortcuts } from './shortcut-sheet.tsx'
