/** What a key does in a terminal; `shell` has it sent to the program. */
export type TerminalKeyAction = 'copy' | 'paste' | 'clear' | 'find' | 'nothing' | 'shell'

/** Ctrl+F belongs to shells, which never see Cmd. */
export const FIND_KEY = { mac: 'Mod+F', elsewhere: 'Mod+Shift+F' } as const

interface KeyPlace {
  readonly mac: boolean
  readonly hasSelection: boolean
}

/**
 * What a chord does there. macOS has Cmd, which shells never see; elsewhere Ctrl+C interrupts
 * unless something is selected, and Ctrl+Shift+C always copies.
 */
export function terminalKey(chord: string, { mac, hasSelection }: KeyPlace): TerminalKeyAction {
  const copyOr = (otherwise: TerminalKeyAction) => (hasSelection ? 'copy' : otherwise)
  switch (chord) {
    case 'Mod+C':
      return copyOr(mac ? 'nothing' : 'shell')
    case 'Mod+V':
      return 'paste'
    case 'Mod+K':
      return mac ? 'clear' : 'shell'
    case FIND_KEY.mac:
      return mac ? 'find' : 'shell'
    case FIND_KEY.elsewhere:
      return mac ? 'shell' : 'find'
    case 'Mod+Shift+C':
    case 'Mod+Insert':
      return mac ? 'shell' : copyOr('nothing')
    case 'Mod+Shift+V':
    case 'Shift+Insert':
      return mac ? 'shell' : 'paste'
    default:
      return 'shell'
  }
}
