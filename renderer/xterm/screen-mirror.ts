import type { Terminal } from '@xterm/xterm'
import { linesOnScreen } from './screen-lines.ts'

/** As often as assistive technology can use it; each update costs layout. */
const UPDATE_MS = 100

/** Asked once an update: gives attributes for a line's element, by the row on which it begins. */
export type DescribeLines = () => (row: number) => Readonly<Record<string, string>>

/**
 * Keeps an element's text as what the terminal shows, a `span` a line, for those who cannot see
 * it. Returns the undo.
 */
export function mirrorScreen(
  term: Terminal,
  into: HTMLElement,
  describe: DescribeLines = () => () => ({}),
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const update = () => {
    timer = undefined
    const attributesOf = describe()
    const lines = linesOnScreen(term.buffer.active, term.rows)
    while (into.children.length > lines.length) into.lastElementChild?.remove()
    for (const [index, { text, row }] of lines.entries()) {
      showLine(into.children.item(index) ?? appendLine(into), `${text}\n`, attributesOf(row))
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

function showLine(element: Element, text: string, attributes: Readonly<Record<string, string>>) {
  if (element.textContent !== text) element.textContent = text
  for (const { name } of Array.from(element.attributes)) {
    if (!(name in attributes)) element.removeAttribute(name)
  }
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
