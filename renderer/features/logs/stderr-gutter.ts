import { fitChildren } from './fit-children.ts'
import type { LogScreen } from './log-screen.ts'

/** Draws a mark beside each row of stderr. It is no part of the text. Returns the undo. */
export function drawGutter(screen: LogScreen, into: HTMLElement): () => void {
  const { term } = screen.terminal
  const update = () => {
    const drawn = term.element?.querySelector<HTMLElement>('.xterm-screen')
    if (!drawn) return
    const rowHeight = drawn.clientHeight / term.rows
    const rows = screen.sources().flatMap((source, row) => (source === 'stderr' ? [row] : []))
    for (const [at, mark] of fitChildren(into, rows.length, 'div').entries()) {
      mark.style.transform = `translateY(${(rows[at] ?? 0) * rowHeight}px)`
      mark.style.height = `${rowHeight}px`
    }
  }
  const listener = term.onRender(update)
  return () => {
    listener.dispose()
    into.replaceChildren()
  }
}
