import type { Terminal } from '@xterm/xterm'
import type { TerminalFind } from './terminal-find.ts'

/** Draws a mark over each cell on screen that holds what is looked for. Returns the undo. */
export function drawFound(find: TerminalFind, term: Terminal, into: HTMLElement): () => void {
  const update = () => {
    const screen = term.element?.querySelector<HTMLElement>('.xterm-screen')
    if (!screen) return
    const cell = { width: screen.clientWidth / term.cols, height: screen.clientHeight / term.rows }
    const marks = find.onScreen()
    while (into.children.length > marks.length) into.lastElementChild?.remove()
    while (into.children.length < marks.length) into.append(document.createElement('div'))
    for (const [at, { row, column, width, isCurrent }] of marks.entries()) {
      const mark = into.children.item(at) as HTMLElement
      mark.style.transform = `translate(${column * cell.width}px, ${row * cell.height}px)`
      mark.style.width = `${width * cell.width}px`
      mark.style.height = `${cell.height}px`
      mark.toggleAttribute('data-current', isCurrent)
    }
  }
  const undo = find.subscribe(update)
  const rendered = term.onRender(update)
  return () => {
    undo()
    rendered.dispose()
    into.replaceChildren()
  }
}
