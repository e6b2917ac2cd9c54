import { SafeTerminal, SCROLLBACK_LINES } from '../../xterm/index.ts'
import { createLogInk } from './log-ink.ts'
import { createLogMemory } from './log-memory.ts'
import type { LogPiece, LogSource } from './log-piece.ts'
import { linesOfRows } from './rows-from-end.ts'

/** As much as xterm keeps of ordinary lines; a few huge ones must not fill the memory. */
const MEMORY = { lines: SCROLLBACK_LINES, chars: 4 * 1024 * 1024 }

/** Rows above the reader's that may go before drawing must wait. */
const SPARE_ROWS = 500

const HIDE_CURSOR = '\u001b[?25l'
/** In the stream, so that it comes after what xterm has still to draw. */
const RESET = '\u001bc'

/** The terminal of a log: its lines on screen, and who wrote which row. */
export class LogScreen {
  readonly terminal: SafeTerminal
  readonly #memory = createLogMemory(MEMORY)
  readonly #ink = createLogInk()
  /** Source of the last piece that was drawn: another one cannot go on with its line. */
  #last: LogSource | undefined
  #stamps = false

  constructor(label: string, openLink: (url: string) => void) {
    this.terminal = new SafeTerminal({ kind: 'log', label, openLink })
    this.terminal.term.write(HIDE_CURSOR)
  }

  get stamps(): boolean {
    return this.#stamps
  }

  /** Draws pieces under what is there; `done` when xterm has taken them. */
  draw(pieces: readonly LogPiece[], done?: () => void): void {
    let text = ''
    for (const piece of pieces) {
      const drawn = piece.source === this.#last ? piece : { ...piece, starts: true }
      this.#last = piece.source
      this.#memory.add(drawn)
      text += this.#ink.inked(drawn, this.#stamps)
    }
    this.terminal.writeText(text, done)
  }

  /** Shows or hides the engine's stamps; the newest line stays where it is. */
  showStamps(stamps: boolean): void {
    this.#stamps = stamps
    const pieces = this.#memory.pieces()
    this.clear()
    this.draw(pieces)
  }

  /** Empties the view; the engine keeps its log. */
  clear(): void {
    this.terminal.term.write(RESET + HIDE_CURSOR)
    this.#memory.clear()
    this.#ink.restart()
    this.#last = undefined
  }

  isAtEnd(): boolean {
    const { viewportY, baseY } = this.terminal.term.buffer.active
    return viewportY >= baseY
  }

  /** More lines would push out those that the reader looks at. */
  isAtLimit(): boolean {
    const { length, viewportY } = this.terminal.term.buffer.active
    return length >= SCROLLBACK_LINES && viewportY < SPARE_ROWS
  }

  /** Who wrote each row of the screen, from the top; nothing for rows below the newest. */
  sources(): readonly (LogSource | undefined)[] {
    const { term } = this.terminal
    const lines = linesOfRows(term.buffer.active, term.rows)
    const shown = lines.filter((line) => line !== undefined)
    const [first = 0, last = 0] = [shown.at(-1), shown[0]]
    const sources = this.#memory.sourcesFromEnd(first, last - first + 1)
    return lines.map((line) => (line === undefined ? undefined : sources[line - first]))
  }

  dispose(): void {
    this.terminal.dispose()
  }
}
