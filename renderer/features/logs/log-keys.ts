import type { Terminal } from '@xterm/xterm'
import { chordOf } from '#lib/chord.ts'
import { engine } from '../../ipc/client.ts'

type Action = (term: Terminal) => void

const ACTIONS: Readonly<Record<string, Action>> = {
  'Mod+C': copySelection,
  'Mod+Shift+C': copySelection,
  'Mod+Insert': copySelection,
  'Mod+A': (term) => term.selectAll(),
  ArrowUp: (term) => term.scrollLines(-1),
  ArrowDown: (term) => term.scrollLines(1),
  PageUp: (term) => term.scrollPages(-1),
  PageDown: (term) => term.scrollPages(1),
  Home: (term) => term.scrollToTop(),
  End: (term) => term.scrollToBottom(),
}

/** Gives a log the keys of a text that can only be read; all others are the window's. */
export function handleLogKeys(term: Terminal): void {
  term.attachCustomKeyEventHandler((event) => {
    const action = ACTIONS[chordOf(event)]
    if (action && event.type === 'keydown') {
      event.preventDefault()
      action(term)
    }
    return false
  })
}

/** Puts what is selected on the clipboard, if anything is. */
export function copySelection(term: Terminal): void {
  if (term.hasSelection()) void engine.desktop.copyText({ text: term.getSelection() })
}
