import type { Terminal } from '@xterm/xterm'
import { linesOnScreen } from './screen-lines.ts'

/** Longer than between two keys: each update is a frame, and the frame of a key would wait for it. */
const QUIET_MS = 150
/** What never rests is told about all the same, as often as assistive technology can use it. */
const MAX_WAITS = 2

/**
 * Keeps an element's text as what the terminal shows, a `span` a line, for those who cannot see
 * it. Returns the undo.
 */
export function mirrorScreen(term: Terminal, into: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waits = 0
  let changedAgain = false
  const update = () => {
    waits = 0
    const lines = linesOnScreen(term.buffer.active, term.rows)
    while (into.children.length > lines.length) into.lastElementChild?.remove()
    for (const [index, { text }] of lines.entries()) {
      showLine(into.children.item(index) ?? appendLine(into), `${text}\n`)
    }
  }
  const updateWhenQuiet = () => {
    timer = undefined
    if (!changedAgain || waits === MAX_WAITS) return update()
    waits += 1
    request()
  }
  const request = () => {
    changedAgain = timer !== undefined
    timer ??= setTimeout(updateWhenQuiet, QUIET_MS)
  }
  // A flood scrolls a million times a second, and each time that it shows is a render.
  const listeners = [term.onRender(request), term.onWriteParsed(request)]
  request()
  return () => {
    clearTimeout(timer)
    for (const listener of listeners) listener.dispose()
    into.replaceChildren()
  }
}

function appendLine(into: HTMLElement): Element {
  return into.appendChild(document.createElement('span'))
}

function showLine(element: Element, text: string) {
  if (element.textContent !== text) element.textContent = text
}
