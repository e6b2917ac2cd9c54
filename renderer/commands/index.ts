export {
  bindCommands,
  runShortcut,
  type AppCommand,
  type BoundCommand,
  type Command,
} from './command.ts'
export {
  availableCommands,
  currentTarget,
  paletteSources,
  registerCommands,
  registerCommandTarget,
  registerPaletteSource,
  runCommand,
  type CommandTarget,
  type PaletteItem,
  type PaletteSource,
} from './registry.ts'
export { startShortcuts } from './shortcuts.ts'
export { useCommandTarget } from './use-command-target.ts'
