import { chordOf, type KeyPress } from '#lib/chord.ts'
import { isMac } from '#lib/platform.ts'
import type { BoundCommand } from './command.ts'
import { availableCommands } from './registry.ts'

/** Where the focus is decides which keys are the app's. */
export type KeyContext = 'page' | 'typing' | 'editor' | 'terminal' | 'modal'

/** Shells have no use for these, and without one of them a terminal could not be left by key. */
const APP_KEYS_IN_TERMINALS: ReadonlySet<string> = new Set(['F6', 'Shift+F6', 'Mod+`'])

/** An editor searches within itself. */
const EDITOR_KEYS: ReadonlySet<string> = new Set(['Mod+F'])

/** macOS clears a terminal by the one and searches it by the other; the palette has Cmd+Shift+P. */
const TERMINAL_KEYS_ON_MAC: ReadonlySet<string> = new Set(['Mod+K', 'Mod+F'])

/** Elsewhere a terminal is searched by it. */
const FINDS_IN_TERMINALS = 'Mod+Shift+F'

/** Mark elements whose keys belong to a shell or to an editor. */
const TERMINAL = '[data-keys="terminal"]'
const EDITOR = '[data-keys="editor"]'
const MODAL = '[role="dialog"], [role="alertdialog"], [role="menu"]'
const TYPING =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]'

/** The chords to look for among the app's commands, best first, for a key pressed there. */
export function appChords(
  event: KeyPress,
  context: KeyContext,
  mac: boolean = isMac,
): readonly string[] {
  const chord = chordOf(event, mac)
  switch (context) {
    case 'modal':
      return []
    case 'page':
      return [chord]
    case 'typing':
      return isTyped(chord) ? [] : [chord]
    case 'editor':
      return isTyped(chord) || EDITOR_KEYS.has(chord) ? [] : [chord]
    case 'terminal':
      return terminalChords(chord, mac)
    default:
      return context satisfies never
  }
}

/** On macOS shells never see Cmd; elsewhere the app's keys are on Ctrl+Shift there. */
function terminalChords(chord: string, mac: boolean): readonly string[] {
  if (APP_KEYS_IN_TERMINALS.has(chord)) return [chord]
  if (mac) return chord.startsWith('Mod+') && !TERMINAL_KEYS_ON_MAC.has(chord) ? [chord] : []
  if (!chord.startsWith('Mod+Shift+') || chord === FINDS_IN_TERMINALS) return []
  return [chord, chord.replace('Shift+', '')]
}

function isTyped(chord: string): boolean {
  return !/^(Mod\+|Alt\+Arrow|(Shift\+)?F\d)/.test(chord)
}

/** What holds the key's target. */
function contextOf(target: EventTarget | null): KeyContext {
  if (!(target instanceof Element)) return 'page'
  if (target.closest(MODAL)) return 'modal'
  if (target.closest(TERMINAL)) return 'terminal'
  if (target.closest(EDITOR)) return 'editor'
  return target.closest(TYPING) ? 'typing' : 'page'
}

/** Listens for the app's shortcuts in the whole window. Returns the undo. */
export function startShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandFor(event)
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    command.run()
  }
  // Capturing: a terminal keeps the keys that it knows to itself.
  window.addEventListener('keydown', onKeyDown, { capture: true })
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
}

function commandFor(event: KeyboardEvent): BoundCommand | undefined {
  if (event.isComposing || event.defaultPrevented) return undefined
  const chords = appChords(event, contextOf(event.target))
  if (chords.length === 0) return undefined
  const commands = availableCommands()
  for (const chord of chords) {
    const found = commands.find(
      ({ shortcut, otherShortcuts }) => shortcut === chord || otherShortcuts?.includes(chord),
    )
    if (found) return found
  }
  return undefined
}
