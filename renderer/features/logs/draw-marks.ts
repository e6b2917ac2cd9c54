import type { MarkedCells } from './find-marks.ts'
import { fitChildren } from './fit-children.ts'
import type { LogScreen } from './log-screen.ts'

/** Draws a mark over each cell that holds what was looked for. Returns the undo. */
export function drawMarks(screen: LogScreen, into: HTMLElement): () => void {
  const { term } = screen.terminal
  const update = (marks: readonly MarkedCells[]) => {
    const drawn = term.element?.querySelector<HTMLElement>('.xterm-screen')
    if (!drawn) return
    const cell = { width: drawn.clientWidth / term.cols, height: drawn.clientHeight / term.rows }
    for (const [at, mark] of fitChildren(into, marks.length, 'div').entries()) {
      const { row, column, width, isCurrent } = marks[at] as MarkedCells
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
