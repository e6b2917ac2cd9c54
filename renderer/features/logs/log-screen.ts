import type { LogSource } from '../../workers/log/byte-lines.ts'
import type { ShownRow } from '../../workers/log/log-rows.ts'
import { SafeTerminal } from '../../xterm/index.ts'
import type { MarkedCells } from './find-marks.ts'

const HIDE_CURSOR = '\u001b[?25l'
/** A row that is as wide as the screen must not push the next one down. */
const NO_WRAP = '\u001b[?7l'
/** xterm would select by itself, and only what is on the screen: programs that use the mouse stop it. */
const OWN_MOUSE = '\u001b[?1000h'
const CLEAR_ROW = '\u001b[2K'
const CLEAR_BELOW = '\u001b[J'

/** The part of the screen that is selected: cells in reading order. */
export interface SelectedCells {
  readonly row: number
  readonly column: number
  readonly length: number
}

/** The terminal of a log. It holds no more than the rows on screen, which are drawn anew each time. */
export class LogScreen {
  readonly terminal: SafeTerminal
  readonly #listeners = new Set<() => void>()
  readonly #markListeners = new Set<(marks: readonly MarkedCells[]) => void>()
  #rows: readonly ShownRow[] = []

  constructor(label: string, openLink: (url: string) => void) {
    this.terminal = new SafeTerminal({ kind: 'log', label, openLink })
    this.terminal.term.write(HIDE_CURSOR + NO_WRAP + OWN_MOUSE)
  }

  /** The rows that are drawn, from the top. */
  get rows(): readonly ShownRow[] {
    return this.#rows
  }

  /** Calls after each drawing. Returns the undo. */
  onDrawn(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Calls once the first rows are on screen. Returns the undo. */
  onFirstShown(listener: () => void): () => void {
    const undo = this.onDrawn(() => {
      if (this.#rows.length === 0) return
      undo()
      const rendered = this.terminal.term.onRender(() => {
        rendered.dispose()
        // The frame that has them is on screen when the next one begins.
        requestAnimationFrame(listener)
      })
    })
    return undo
  }

  /** Draws these rows in place of those that are there. Their text has passed the filter for logs. */
  draw(rows: readonly ShownRow[]): void {
    this.#rows = rows
    const drawn = rows.map(({ text }, row) => `${goTo(row)}${CLEAR_ROW}${text}`)
    const below = rows.length < this.terminal.term.rows ? `${goTo(rows.length)}${CLEAR_BELOW}` : ''
    this.terminal.term.write(drawn.join('') + below, () => {
      for (const listener of this.#listeners) listener()
    })
  }

  /** Shows which cells are selected. */
  select(cells: SelectedCells | undefined): void {
    const { term } = this.terminal
    // Nothing is on screen yet: what is drawn next shows the selection.
    if (!term.element) return
    if (cells) term.select(cells.column, cells.row, cells.length)
    else term.clearSelection()
  }

  /** Shows which cells hold what was looked for. */
  mark(marks: readonly MarkedCells[]): void {
    for (const listener of this.#markListeners) listener(marks)
  }

  /** Calls with the cells to mark. Returns the undo. */
  onMarks(listener: (marks: readonly MarkedCells[]) => void): () => void {
    this.#markListeners.add(listener)
    return () => void this.#markListeners.delete(listener)
  }

  /** Who wrote each row. */
  sources(): readonly LogSource[] {
    return this.#rows.map(({ source }) => source)
  }

  dispose(): void {
    this.#listeners.clear()
    this.terminal.dispose()
  }
}

/** To the beginning of a row of the screen, which xterm counts from 1. */
function goTo(row: number): string {
  return `\u001b[${row + 1};1H`
}
