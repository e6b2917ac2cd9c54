import { fitChildren } from './fit-children.ts'
import type { LogSession } from './log-session.ts'

/** Draws a ground behind the rows of the line that one is at. Returns the undo. */
export function drawCurrent(session: LogSession, into: HTMLElement): () => void {
  const { screen } = session
  const { term } = screen.terminal
  const update = () => {
    const { current } = session.state()
    const rows = screen.rows.flatMap(({ line }, row) => (line === current ? [row] : []))
    // Measuring lays the page out, and this is called with every batch of lines.
    if (rows.length === 0 && into.childElementCount === 0) return
    const drawn = term.element?.querySelector<HTMLElement>('.xterm-screen')
    if (!drawn) return
    const rowHeight = drawn.clientHeight / term.rows
    for (const [at, ground] of fitChildren(into, rows.length, 'div').entries()) {
      ground.style.transform = `translateY(${(rows[at] ?? 0) * rowHeight}px)`
      ground.style.height = `${rowHeight}px`
    }
  }
  const listener = term.onRender(update)
  const unsubscribe = session.subscribe(update)
  return () => {
    listener.dispose()
    unsubscribe()
    into.replaceChildren()
  }
}
