import { memberColour } from '../../workers/log/member-names.ts'
import { fitChildren } from './fit-children.ts'
import type { LogScreen } from './log-screen.ts'

/** Draws a bar in its container's colour beside each row of a merged log. Returns the undo. */
export function drawMemberGutter(screen: LogScreen, into: HTMLElement): () => void {
  const { term } = screen.terminal
  const update = () => {
    const drawn = term.element?.querySelector<HTMLElement>('.xterm-screen')
    if (!drawn) return
    const rowHeight = drawn.clientHeight / term.rows
    for (const [row, bar] of fitChildren(into, screen.rows.length, 'div').entries()) {
      bar.style.transform = `translateY(${row * rowHeight}px)`
      bar.style.height = `${rowHeight}px`
      bar.style.background = memberColour(screen.rows[row]?.member ?? 0)
    }
  }
  const listener = term.onRender(update)
  return () => {
    listener.dispose()
    into.replaceChildren()
  }
}
