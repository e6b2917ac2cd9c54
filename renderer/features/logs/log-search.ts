import { MAX_CLIPBOARD_CHARS } from '#shared/contract/desktop.ts'
import type { FieldLook } from '../../workers/log/field-line.ts'
import type { FindQuery } from '../../workers/log/find-pattern.ts'
import type { MatchChoice } from '../../workers/log/shown-lines.ts'
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
  /** How lines with fields are shown: marks are of what is shown. */
  fields(): FieldLook | undefined
  /** Other lines are shown now. */
  onFilter(): void
}

/** Which lines are shown of a log in which something is looked for. */
export interface MatchLines {
  /** All, or those with a match alone, or all but those. */
  readonly kind: 'all' | MatchChoice['kind']
  /** With so many lines before and after each match. */
  readonly context: number
}

const ALL_LINES: MatchLines = { kind: 'all', context: 0 }

/** What is looked for in a log: found, marked on the screen, and shown alone where that is wanted. */
export class LogSearch {
  readonly #parts: SearchParts
  readonly #finder: LogFinder
  #find: FindState | undefined
  #wanted: MatchLines = ALL_LINES
  /** What the keeper was last told to show, and for which of the matches; nothing where it is to be told. */
  #told: { readonly wanted: MatchLines; readonly version: number } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: SearchParts) {
    this.#parts = parts
    this.#finder = new LogFinder({
      keeper: parts.keeper,
      openHost: parts.openHost,
      onChange: (find) => this.#onFind(find),
    })
  }

  /** Something is likely to be looked for soon. */
  prepare(): void {
    this.#finder.prepare()
  }

  /** Looks for something, from a line on; an empty text ends that. */
  find(query: FindQuery, near: number): void {
    this.#told = undefined
    this.#finder.find(query, near)
    if (query.text === '') this.#filter()
  }

  /** Looks again, because other lines pass the filter. */
  again(near: number): void {
    this.#told = undefined
    this.#finder.again(near)
  }

  /** The beginning of the next match, or of the one before; nothing where there is none. */
  async step(by: 1 | -1, near: number): Promise<Position | undefined> {
    const match = this.#finder.step(by, near)
    if (!match) return undefined
    const column = await this.#columnOf(match)
    return match === this.#find?.current ? { line: match.line, column } : undefined
  }

  /** Shows lines with a match alone, or the others, or all of them. */
  show(wanted: MatchLines): void {
    this.#wanted = wanted
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
    const { text } = await this.#parts.keeper.text({
      ...span,
      stamps: 'off',
      fields: this.#parts.fields(),
    })
    const [marks = []] = await this.#finder.marks([text])
    return widthOf(text.slice(0, marks[2 * nth] ?? 0))
  }

  #onFind(find: FindState | undefined): void {
    const before = this.#find
    this.#find = find
    // Who is told that all has been searched may count on the lines that are shown.
    if (find?.isDone === true && before?.isDone !== true) this.#filter()
    else this.#timer ??= setTimeout(() => this.#filter(), FILTER_MS)
    this.#parts.onChange(find)
    if (find?.current !== before?.current || find?.query !== before?.query) void this.mark()
  }

  /** Tells the keeper which lines are shown, after those that matches have come to. */
  #filter(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const find = this.#find
    const isOn = find !== undefined && find.fault === undefined
    const wanted = isOn ? this.#wanted : ALL_LINES
    const version = wanted.kind === 'all' ? 0 : (find?.matches.version ?? 0)
    const { kind, context } = wanted
    if (this.#told?.wanted === wanted && this.#told.version === version) return
    this.#told = { wanted, version }
    const lines = kind === 'all' ? undefined : find?.matches.lines()
    this.#parts.keeper.choose(lines && kind !== 'all' ? { lines, kind, context } : undefined)
    this.#parts.onFilter()
  }
}
