import { MAX_CLIPBOARD_CHARS } from '#shared/contract/desktop.ts'
import type { FindQuery } from '../../workers/log/find-pattern.ts'
import type { Position } from '../../workers/log/protocol.ts'
import { markedCells, shownTexts, widthOf } from './find-marks.ts'
import { LogFinder, type FindState, type SearchHost } from './log-finder.ts'
import type { LogKeeper } from './log-keeper.ts'
import type { Match } from './log-matches.ts'
import type { LogScreen } from './log-screen.ts'
import { LINE_END } from './log-selection.ts'

/** How often the lines that are shown follow the matches that come. */
const FILTER_MS = 100

interface SearchParts {
  readonly keeper: LogKeeper
  readonly screen: LogScreen
  openHost(): SearchHost
  onChange(find: FindState | undefined): void
  /** Other lines are shown now. */
  onFilter(): void
}

/** What is looked for in a log: found, marked on the screen, and shown alone where that is wanted. */
export class LogSearch {
  readonly #parts: SearchParts
  readonly #finder: LogFinder
  #find: FindState | undefined
  #onlyMatches = false
  /** How many matches there were when it was last said which lines are shown; -1 for all lines. */
  #shownMatches: number | undefined = -1
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: SearchParts) {
    this.#parts = parts
    this.#finder = new LogFinder({
      keeper: parts.keeper,
      openHost: parts.openHost,
      onChange: (find) => this.#onFind(find),
    })
  }

  /** Looks for something, from a line on; an empty text ends that. */
  find(query: FindQuery, near: number): void {
    this.#shownMatches = undefined
    this.#finder.find(query, near)
    if (query.text === '') this.#filter()
  }

  /** The beginning of the next match, or of the one before; nothing where there is none. */
  async step(by: 1 | -1, near: number): Promise<Position | undefined> {
    const match = this.#finder.step(by, near)
    if (!match) return undefined
    const column = await this.#columnOf(match)
    return match === this.#find?.current ? { line: match.line, column } : undefined
  }

  /** Shows the lines with a match alone, or all of them again. */
  showOnly(onlyMatches: boolean): void {
    this.#onlyMatches = onlyMatches
    this.#filter()
  }

  /** Marks what is found in the rows that are on screen. */
  async mark(): Promise<void> {
    const { screen } = this.#parts
    const { rows } = screen
    const texts = shownTexts(rows)
    const marks = await this.#finder.marks(texts.map((text) => text.rows.join('')))
    // Another screen has been drawn meanwhile, and asks for its own.
    if (rows !== screen.rows) return
    const current = this.#find?.current
    screen.mark(texts.flatMap((text, at) => markedCells(text, marks[at] ?? [], current)))
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#finder.close()
  }

  async #columnOf({ line, nth }: Match): Promise<number> {
    const to = { line, column: LINE_END }
    const span = { from: { line, column: 0 }, to, most: MAX_CLIPBOARD_CHARS } as const
    const { text } = await this.#parts.keeper.text({ ...span, stamps: 'off' })
    const [marks = []] = await this.#finder.marks([text])
    return widthOf(text.slice(0, marks[2 * nth] ?? 0))
  }

  #onFind(find: FindState | undefined): void {
    const before = this.#find
    this.#find = find
    this.#parts.onChange(find)
    if (find?.current !== before?.current || find?.query !== before?.query) void this.mark()
    this.#timer ??= setTimeout(() => this.#filter(), FILTER_MS)
  }

  /** Tells the keeper which lines are shown, after those that matches have come to. */
  #filter(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const find = this.#find
    const isOn = this.#onlyMatches && find !== undefined && find.fault === undefined
    const shown = isOn ? find.total : -1
    if (shown === this.#shownMatches) return
    this.#shownMatches = shown
    this.#parts.keeper.showOnly(isOn ? find.matches.lines() : undefined)
    this.#parts.onFilter()
  }
}
