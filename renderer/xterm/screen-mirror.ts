import type { Terminal } from '@xterm/xterm'
import { linesOnScreen } from './screen-lines.ts'

/** As often as assistive technology can use it; each update costs layout. */
const UPDATE_MS = 100

/**
 * Keeps an element's text as what the terminal shows, a `span` a line, for those who cannot see
 * it. Returns the undo.
 */
export function mirrorScreen(term: Terminal, into: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const update = () => {
    timer = undefined
    const lines = linesOnScreen(term.buffer.active, term.rows)
    while (into.children.length > lines.length) into.lastElementChild?.remove()
    for (const [index, { text }] of lines.entries()) {
      showLine(into.children.item(index) ?? appendLine(into), `${text}\n`)
    }
  }
  const request = () => (timer ??= setTimeout(update, UPDATE_MS))
  const listeners = [term.onRender(request), term.onWriteParsed(request), term.onScroll(request)]
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
