import { isMac } from './platform.ts'

/** The part of a keyboard event that a chord is made of. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>

/**
 * A key press as text: `S`, `Delete`, `Shift+F6`, `Mod+Shift+P`. Mod is Cmd on macOS and Ctrl
 * elsewhere. Characters that need Shift themselves (`?`) are written without it.
 */
export function chordOf(event: KeyPress, mac: boolean = isMac): string {
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  const key = keyName(event)
  const isSymbol = key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/\d/.test(key)
  return [
    mod && 'Mod',
    other && (mac ? 'Ctrl' : 'Meta'),
    event.altKey && 'Alt',
    event.shiftKey && !(isSymbol && !mod) && 'Shift',
    key,
  ]
    .filter(Boolean)
    .join('+')
}

/**
 * With a modifier the physical key counts: Shift+` types `~`, Shift+\ types `|`, and Alt types other letters. So it
 * does where the layout has no Latin letters at all.
 */
function keyName({ key, code, ctrlKey, metaKey, altKey }: KeyPress): string {
  if (key === ' ') return 'Space'
  if (code === 'Backquote' && (ctrlKey || metaKey)) return '`'
  if (code === 'Backslash' && (ctrlKey || metaKey)) return '\\'
  if ((altKey || !isAscii(key)) && /^Key[A-Z]$/.test(code)) return code.slice(3)
  if ((ctrlKey || metaKey) && /^Digit\d$/.test(code)) return code.slice(5)
  return key.length === 1 ? key.toUpperCase() : key
}

function isAscii(key: string): boolean {
  return key.charCodeAt(0) < 0x80
}

const MAC_SYMBOLS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Delete: '⌫',
  Enter: '↩',
}
const WORDS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Delete: 'Del',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** A chord as people read it: `Ctrl K` here, `⌘K` on macOS. */
export function formatChord(chord: string, mac: boolean = isMac): string {
  const parts = chord.split(/\+(?!$)/)
  if (!mac) return parts.map((part) => WORDS[part] ?? part).join(' ')
  return parts.map((part) => MAC_SYMBOLS[part] ?? WORDS[part] ?? part).join('')
}
