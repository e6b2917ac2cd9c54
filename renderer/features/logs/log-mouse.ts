import type { Position } from '../../workers/log/protocol.ts'
import { lineSelection, positionAt, wordAt } from './log-selection.ts'
import type { LogSession } from './log-session.ts'

/** Of a wheel that counts lines, or pages, instead of pixels. */
const DOM_DELTA_LINE = 1
const DOM_DELTA_PAGE = 2

/** While the pointer is held beyond an edge, the log goes on under it. */
const EDGE_SCROLL_MS = 40
/** A row more at a time for each of these. */
const EDGE_STEP_PX = 20
/** Of a wheel that counts pages. */
const PAGE_ROWS = 20

/** Lets the mouse scroll and select in a log, beyond what is on screen. Returns the undo. */
export function handleLogMouse(session: LogSession, host: HTMLElement): () => void {
  const closing = new AbortController()
  const { signal } = closing
  const wheel = createWheel(session, host)
  // Before xterm, which would tell the program of the mouse.
  host.addEventListener('wheel', wheel, { signal, capture: true, passive: false })
  host.addEventListener('mousedown', (event) => press(session, host, event, signal), {
    signal,
    capture: true,
  })
  return () => closing.abort()
}

function createWheel(session: LogSession, host: HTMLElement) {
  let rows = 0
  return (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const cell = cellSize(session, host)
    const { deltaX, deltaY, shiftKey } = event
    const across = shiftKey && deltaX === 0 ? deltaY : deltaX
    if (Math.abs(across) > Math.abs(shiftKey ? 0 : deltaY)) {
      session.place.scrollColumns(Math.round(pixels(event, across, cell.height) / cell.width))
      return
    }
    rows += pixels(event, deltaY, cell.height) / cell.height
    const whole = Math.trunc(rows)
    rows -= whole
    if (whole !== 0) session.place.scroll(whole)
  }
}

function pixels({ deltaMode }: WheelEvent, delta: number, rowHeight: number): number {
  if (deltaMode === DOM_DELTA_LINE) return delta * rowHeight
  return deltaMode === DOM_DELTA_PAGE ? delta * rowHeight * PAGE_ROWS : delta
}

function press(
  session: LogSession,
  host: HTMLElement,
  event: MouseEvent,
  closing: AbortSignal,
): void {
  if (event.button !== 0) return
  const at = placeOf(session, host, event)
  const position = at && positionAt(session.screen.rows, at.row, at.column)
  const row = at && session.screen.rows[at.row]
  if (!at || !position) return
  if (event.detail === 3) return session.select(lineSelection(position.line))
  if (event.detail === 2) return session.select(row && wordAt(row, at.cell))
  if (row && !event.shiftKey) session.cursor.point(row.line)
  const { selection } = session.state()
  const anchor = event.shiftKey && selection ? selection.anchor : position
  session.select(event.shiftKey ? { anchor, head: position } : undefined)
  drag(session, host, anchor, closing)
}

function drag(
  session: LogSession,
  host: HTMLElement,
  anchor: Position,
  closing: AbortSignal,
): void {
  const ending = new AbortController()
  const signal = AbortSignal.any([ending.signal, closing])
  let last: MouseEvent | undefined
  const select = () => {
    if (!last) return
    const at = placeOf(session, host, last)
    const head = at && positionAt(session.screen.rows, at.row, at.column)
    if (head) session.select({ anchor, head })
  }
  const edge = setInterval(() => {
    const beyond = last && rowsBeyond(host, last)
    if (beyond) session.place.scroll(beyond)
  }, EDGE_SCROLL_MS)
  const undo = session.screen.onDrawn(select)
  const move = (event: MouseEvent) => {
    last = event
    select()
  }
  window.addEventListener('mousemove', move, { signal })
  window.addEventListener('mouseup', () => ending.abort(), { signal })
  window.addEventListener('blur', () => ending.abort(), { signal })
  signal.addEventListener('abort', () => {
    clearInterval(edge)
    undo()
  })
}

/** The line under the pointer; nothing below the last one. */
export function lineUnder(
  session: LogSession,
  host: HTMLElement,
  at: { readonly clientX: number; readonly clientY: number },
): number | undefined {
  const place = placeOf(session, host, at)
  return place && session.screen.rows[place.row]?.line
}

/** One row up or down for a pointer that is just outside, more for one that is far. */
function rowsBeyond(host: HTMLElement, { clientY }: MouseEvent): number {
  const { top, bottom } = host.getBoundingClientRect()
  const beyond = clientY < top ? clientY - top : Math.max(0, clientY - bottom)
  return Math.sign(beyond) * Math.ceil(Math.abs(beyond) / EDGE_STEP_PX)
}

/** The cell under the pointer, and the column before which a caret would stand there. */
function placeOf(
  session: LogSession,
  host: HTMLElement,
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
) {
  const screen = screenOf(host)
  if (!screen) return undefined
  const { left, top } = screen.getBoundingClientRect()
  const { width, height } = cellSize(session, host)
  const x = (clientX - left) / width
  return { row: Math.floor((clientY - top) / height), column: Math.round(x), cell: Math.floor(x) }
}

function cellSize(session: LogSession, host: HTMLElement) {
  const { term } = session.screen.terminal
  const screen = screenOf(host)
  return {
    width: (screen?.clientWidth ?? 0) / term.cols || 1,
    height: (screen?.clientHeight ?? 0) / term.rows || 1,
  }
}

function screenOf(host: HTMLElement): HTMLElement | null {
  return host.querySelector<HTMLElement>('.xterm-screen')
}
