import type { MarkedCells } from './find-marks.ts'
import type { LogScreen } from './log-screen.ts'

/** Draws a mark over each cell that holds what was looked for. Returns the undo. */
export function drawMarks(screen: LogScreen, into: HTMLElement): () => void {
  const { term } = screen.terminal
  const update = (marks: readonly MarkedCells[]) => {
    const drawn = term.element?.querySelector<HTMLElement>('.xterm-screen')
    if (!drawn) return
    const cell = { width: drawn.clientWidth / term.cols, height: drawn.clientHeight / term.rows }
    while (into.children.length > marks.length) into.lastElementChild?.remove()
    while (into.children.length < marks.length) into.append(document.createElement('div'))
    for (const [at, { row, column, width, isCurrent }] of marks.entries()) {
      const mark = into.children.item(at)
      if (!(mark instanceof HTMLElement)) continue
      mark.style.transform = `translate(${column * cell.width}px, ${row * cell.height}px)`
      mark.style.width = `${width * cell.width}px`
      mark.style.height = `${cell.height}px`
      mark.toggleAttribute('data-current', isCurrent)
    }
  }
  const undo = screen.onMarks(update)
  return () => {
    undo()
    into.replaceChildren()
  }
}
