import type { LogScreen } from './log-screen.ts'

/** Draws a mark beside each row of stderr. It is no part of the text. Returns the undo. */
export function drawGutter(screen: LogScreen, into: HTMLElement): () => void {
  const { term } = screen.terminal
  const update = () => {
    const drawn = term.element?.querySelector<HTMLElement>('.xterm-screen')
    if (!drawn) return
    const rowHeight = drawn.clientHeight / term.rows
    const rows = screen.sources().flatMap((source, row) => (source === 'stderr' ? [row] : []))
    while (into.children.length > rows.length) into.lastElementChild?.remove()
    while (into.children.length < rows.length) into.append(document.createElement('div'))
    for (const [index, row] of rows.entries()) {
      const mark = into.children.item(index)
      if (!(mark instanceof HTMLElement)) continue
      mark.style.transform = `translateY(${row * rowHeight}px)`
      mark.style.height = `${rowHeight}px`
    }
  }
  const listener = term.onRender(update)
  return () => {
    listener.dispose()
    into.replaceChildren()
  }
}
