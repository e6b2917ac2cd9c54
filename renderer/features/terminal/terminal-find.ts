import type { IMarker, Terminal } from '@xterm/xterm'
import { plural } from '#lib/plural.ts'
import type { FindQuery } from '../../workers/log/find-pattern.ts'
import { MAX_IN_TEXTS } from '../../workers/log/find-in-run.ts'
import type { FindCommand, FindReport } from '../../workers/log/find-protocol.ts'
import {
  bufferLines,
  cellsOf,
  rowAt,
  rowColumns,
  type BufferLine,
  type CellRange,
} from './buffer-lines.ts'

/** Where a terminal is searched: the worker that searches logs, or what stands for it in tests. */
export interface FindHost {
  postMessage(command: FindCommand, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<FindReport>) => void) | null
  terminate(): void
}

/** The part of xterm that is searched; the headless one has it too. */
export type FoundIn = Pick<
  Terminal,
  'buffer' | 'rows' | 'registerMarker' | 'scrollToLine' | 'onWriteParsed' | 'onResize' | 'onScroll'
>

/** How a search stands. */
export interface TerminalFindState {
  readonly query: FindQuery
  readonly total: number
  /** Which of them one is at. */
  readonly at: number | undefined
  readonly isDone: boolean
  /** What is wrong with the expression. */
  readonly fault: string | undefined
}

/** Cells that hold what is looked for, by the rows of the screen. */
export interface FoundCells extends CellRange {
  readonly isCurrent: boolean
}

interface Match {
  /** Index of the line in those that were searched. */
  readonly line: number
  readonly begin: number
  readonly end: number
}

export const NO_QUERY: FindQuery = { text: '', isRegExp: false, matchCase: false, wholeWord: false }

/** Ten thousand lines take milliseconds: an expression that needs this long never ends. */
const STUCK_MS = 2000

/** A program that goes on writing has its new lines searched this often. */
const REFRESH_MS = 500

const STUCK = 'This expression takes too long on a line of this terminal, and was stopped'

const IDLE: TerminalFindState = {
  query: NO_QUERY,
  total: 0,
  at: undefined,
  isDone: true,
  fault: undefined,
}

/**
 * Looks for something in all lines of a terminal. The expression runs in a worker, which is ended
 * where that does not end: what a program wrote may have been written for that.
 */
export class TerminalFind {
  readonly #term: FoundIn
  readonly #openHost: () => FindHost
  readonly #listeners = new Set<() => void>()
  readonly #changes: readonly { dispose(): void }[]
  #host: FindHost | undefined
  #state = IDLE
  #matches: readonly Match[] = []
  #lines: readonly BufferLine[] = []
  /** Rows give way at the top as lines come in: by so many as this has moved. */
  #anchor: IMarker | undefined
  #anchorRow = 0
  #question = 0
  #isNew = false
  #watch: ReturnType<typeof setTimeout> | undefined
  #refresh: ReturnType<typeof setTimeout> | undefined

  constructor(term: FoundIn, openHost: () => FindHost) {
    this.#term = term
    this.#openHost = openHost
    const searchSoon = () => this.#searchSoon()
    // Lines are wrapped anew by another width; what is cleared only scrolls.
    this.#changes = [
      term.onWriteParsed(searchSoon),
      term.onResize(searchSoon),
      term.onScroll(searchSoon),
    ]
  }

  state = (): TerminalFindState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Begins a search, and goes to the last match that is above the lower edge of the screen. */
  find(query: FindQuery): void {
    this.#isNew = true
    if (query.text === '') {
      // A worker that has not answered may never do: the next search would wait for it.
      if (this.#watch !== undefined) this.#restart()
      this.#question += 1
      this.#forgetPending()
      this.#matches = []
      return this.#become({ ...IDLE, query })
    }
    this.#become({ ...this.#state, query, isDone: false, fault: undefined })
    this.#search()
  }

  /** Goes to the match after or before the current one, around the ends. */
  step(by: 1 | -1): void {
    const { total, at } = this.#state
    if (total === 0) return
    const next = at === undefined ? this.#nearest() : (at + by + total) % total
    this.#become({ ...this.#state, at: next })
    this.#reveal()
  }

  /** What is found in the rows that are on screen. */
  onScreen(): readonly FoundCells[] {
    const { buffer, rows } = this.#term
    const shift = this.#shift()
    const from = buffer.active.viewportY
    const columnsOf = rowColumns(buffer.active)
    const found: FoundCells[] = []
    for (let index = this.#firstFrom(from - shift); index < this.#matches.length; index++) {
      const { line, begin, end } = this.#matches[index] as Match
      const where = this.#lines[line] as BufferLine
      if (where.row + rowAt(where, begin) >= from - shift + rows) break
      // The buffer's rows have moved by then, and those of the line with them.
      const moved = { ...where, row: where.row + shift }
      const visible = { from, to: from + rows }
      for (const cells of cellsOf(buffer.active, moved, begin, end, visible, columnsOf)) {
        found.push({ ...cells, row: cells.row - from, isCurrent: index === this.#state.at })
      }
    }
    return found
  }

  close(): void {
    this.#settle()
    clearTimeout(this.#refresh)
    for (const change of this.#changes) change.dispose()
    this.#forgetPending()
    this.#anchor?.dispose()
    this.#host?.terminate()
    this.#listeners.clear()
  }

  #searchSoon(): void {
    if (this.#state.query.text === '' || this.#state.fault !== undefined) return
    this.#refresh ??= setTimeout(() => {
      this.#refresh = undefined
      if (this.#watch === undefined) this.#search()
    }, REFRESH_MS)
  }

  #search(): void {
    const { query } = this.#state
    // One that does not answer is not waited for.
    if (this.#watch !== undefined) this.#restart()
    this.#host ??= this.#open()
    const question = (this.#question += 1)
    const lines = bufferLines(this.#term.buffer.active)
    const texts = lines.map(({ text }) => text)
    this.#forgetPending()
    const anchor = this.#term.registerMarker(0)
    this.#pending = { lines, anchor, row: anchor?.line ?? 0 }
    this.#watch = setTimeout(() => this.#stuck(), STUCK_MS)
    this.#host.postMessage({ kind: 'find', search: question, query, first: 0, end: 0, near: 0 }, [])
    this.#host.postMessage({ kind: 'marks', question, texts }, [])
  }

  /** What was given to the worker, until it answers. */
  #pending:
    | {
        readonly lines: readonly BufferLine[]
        readonly anchor: IMarker | undefined
        readonly row: number
      }
    | undefined

  /** Its place in the buffer would be followed for ever. */
  #forgetPending(): void {
    this.#pending?.anchor?.dispose()
    this.#pending = undefined
  }

  #open(): FindHost {
    const host = this.#openHost()
    host.onmessage = ({ data }) => this.#take(data)
    return host
  }

  #take(report: FindReport): void {
    if (report.kind === 'fault' && report.search === this.#question) {
      this.#settle()
      this.#matches = []
      this.#become({
        ...this.#state,
        total: 0,
        at: undefined,
        isDone: true,
        fault: report.fault,
      })
    }
    if (report.kind === 'marks' && report.question === this.#question) {
      this.#settle()
      if (this.#state.fault === undefined) this.#takeMarks(report.marks)
    }
  }

  #takeMarks(marks: readonly (readonly number[])[]): void {
    const pending = this.#pending
    if (!pending) return
    this.#pending = undefined
    const before = this.#current()
    this.#anchor?.dispose()
    this.#anchor = pending.anchor
    this.#anchorRow = pending.row
    this.#lines = pending.lines
    this.#matches = marks.flatMap((pairs, line) => toMatches(pairs, line))
    const total = this.#matches.length
    const isNew = this.#isNew
    this.#isNew = false
    const at = total === 0 ? undefined : isNew ? this.#nearest() : this.#sameAs(before)
    this.#become({ ...this.#state, total, at, isDone: true })
    if (isNew) this.#reveal()
  }

  /** The row of the current match as it is now, and where in its line it is. */
  #current() {
    const match = this.#matches[this.#state.at ?? -1]
    const line = match && this.#lines[match.line]
    return line && { row: line.row + this.#shift(), begin: match.begin }
  }

  #sameAs(before: { readonly row: number; readonly begin: number } | undefined) {
    if (!before) return undefined
    const row = before.row - this.#shift()
    const index = this.#matches.findIndex(
      ({ line, begin }) => begin === before.begin && this.#lines[line]?.row === row,
    )
    return index === -1 ? undefined : index
  }

  /** The last one that ends above the lower edge of the screen, or else the first. */
  #nearest(): number {
    const { buffer, rows } = this.#term
    return Math.max(0, this.#firstFrom(buffer.active.viewportY - this.#shift() + rows) - 1)
  }

  /** The first match that ends on this row or later. */
  #firstFrom(row: number): number {
    let low = 0
    let high = this.#matches.length
    while (low < high) {
      const middle = (low + high) >> 1
      const { line, end } = this.#matches[middle] as Match
      const where = this.#lines[line] as BufferLine
      if (where.row + rowAt(where, end - 1) < row) low = middle + 1
      else high = middle
    }
    return low
  }

  #reveal(): void {
    const match = this.#matches[this.#state.at ?? -1]
    const line = match && this.#lines[match.line]
    if (!line) return
    const { buffer, rows } = this.#term
    const moved = { ...line, row: line.row + this.#shift() }
    const [cells] = cellsOf(buffer.active, moved, match.begin, match.begin + 1)
    if (!cells) return
    const top = buffer.active.viewportY
    if (cells.row < top || cells.row >= top + rows) {
      this.#term.scrollToLine(Math.max(0, cells.row - (rows >> 1)))
    }
  }

  #shift(): number {
    return this.#anchor && !this.#anchor.isDisposed ? this.#anchor.line - this.#anchorRow : 0
  }

  #stuck(): void {
    this.#restart()
    this.#matches = []
    this.#become({ ...this.#state, total: 0, at: undefined, isDone: true, fault: STUCK })
  }

  #restart(): void {
    this.#settle()
    this.#host?.terminate()
    this.#host = undefined
  }

  #settle(): void {
    clearTimeout(this.#watch)
    this.#watch = undefined
  }

  #become(state: TerminalFindState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** `3 of 12 matches`, `3 of 100,000+ matches` where not all were asked for; nothing while nothing is looked for. */
export function findWords({ query, total, at, isDone, fault }: TerminalFindState): string {
  if (query.text === '' || fault !== undefined) return ''
  if (total === 0) return isDone ? 'No matches' : 'Searching'
  const place = at === undefined ? '' : `${(at + 1).toLocaleString('en')} of `
  const all = plural(total, 'match', 'matches')
  return `${place}${total < MAX_IN_TEXTS ? all : all.replace(' ', '+ ')}`
}

/** What begins where it ends matches everywhere, and shows nothing. */
function toMatches(pairs: readonly number[], line: number): readonly Match[] {
  const matches: Match[] = []
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [begin = 0, end = 0] = [pairs[at], pairs[at + 1]]
    if (end > begin) matches.push({ line, begin, end })
  }
  return matches
}
