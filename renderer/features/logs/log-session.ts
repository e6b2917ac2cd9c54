import type { Place, ShownRows } from '../../workers/log/log-rows.ts'
import { MAX_CLIPBOARD_CHARS } from '#shared/contract/desktop.ts'
import type { Position, Span, SpanText } from '../../workers/log/protocol.ts'
import type { FindQuery } from '../../workers/log/find-pattern.ts'
import { markedCells, shownTexts, widthOf } from './find-marks.ts'
import { LogFinder, type FindState, type SearchHost } from './log-finder.ts'
import type { LogKeeper } from './log-keeper.ts'
import type { Match } from './log-matches.ts'
import { createLogPager, type LogPager } from './log-pager.ts'
import type { LogPhase } from './log-phase.ts'
import { LogReading, type LogClient, type OlderPhase } from './log-reading.ts'
import type { LogScreen } from './log-screen.ts'
import { LINE_END, selectedCells, spanOf, type LogSelection } from './log-selection.ts'
import type { LogTarget } from './log-target.ts'

/** What a log view shows beside the lines. */
export interface LogState {
  readonly phase: LogPhase
  /** How the lines before the newest ones are coming. */
  readonly older: OlderPhase
  /** All that have come so far, those that are not shown yet included. */
  readonly lines: number
  /** The oldest had to give way. */
  readonly isCut: boolean
  readonly following: boolean
  /** Came while it was paused. */
  readonly newLines: number
  readonly stamps: boolean
  readonly wrap: boolean
  /** Nothing has come since the start, or since the view was cleared. */
  readonly empty: boolean
  /** Which part of the log the screen shows. */
  readonly view: LogWindow
  readonly selection: LogSelection | undefined
  /** Nothing is looked for. */
  readonly find: FindState | undefined
  /** Only lines with a match are shown. */
  readonly onlyMatches: boolean
}

/** A part of a log, in lines and columns. */
export interface LogWindow {
  readonly first: number
  readonly end: number
  readonly top: Place
  readonly rows: number
  readonly columns: number
  /** The first column on the screen, and how many the widest line there has. */
  readonly left: number
  readonly widest: number
}

/** Counters change with every block; people cannot read faster than this. */
const COUNT_MS = 100

/** Columns that are shown to the left of what was gone to. */
const SIDE_COLUMNS = 10

const INITIAL: LogState = {
  phase: { kind: 'opening' },
  older: 'waiting',
  lines: 0,
  isCut: false,
  following: true,
  newLines: 0,
  stamps: false,
  wrap: true,
  empty: true,
  view: { first: 0, end: 0, top: { line: 0, row: 0 }, rows: 0, columns: 0, left: 0, widest: 0 },
  selection: undefined,
  find: undefined,
  onlyMatches: false,
}

/** What a session works with, and ends with it. */
export interface LogParts {
  readonly keeper: LogKeeper
  readonly screen: LogScreen
  openSearch(): SearchHost
}

/** A log that is being read and shown. It lives until it is closed. */
export class LogSession {
  readonly screen: LogScreen
  readonly #target: LogTarget
  readonly #client: LogClient
  readonly #keeper: LogKeeper
  readonly #pager: LogPager
  readonly #finder: LogFinder
  readonly #listeners = new Set<() => void>()
  readonly #undo: readonly (() => void)[]
  #reading: LogReading | undefined
  #state = INITIAL
  #latest = INITIAL
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Lines before this one were cleared from the view. */
  #after = -Infinity
  /** How many matches there were when it was last said which lines are shown; -1 for all lines. */
  #shownMatches: number | undefined = -1
  #filterTimer: ReturnType<typeof setTimeout> | undefined
  /** What the last line was when the view stopped to follow. */
  #pausedAt = 0

  constructor(target: LogTarget, client: LogClient, parts: LogParts) {
    const { keeper, screen, openSearch } = parts
    this.#target = target
    this.#client = client
    this.#keeper = keeper
    this.screen = screen
    this.#pager = createLogPager({
      frame: () => this.#frame(),
      rows: (wish) => keeper.rows(wish),
      onShown: (shown) => this.#show(shown),
    })
    this.#finder = new LogFinder({
      keeper,
      openHost: openSearch,
      onChange: (find) => this.#onFind(find),
    })
    this.#undo = [
      keeper.onExtent(() => this.#onExtent()),
      screen.terminal.onSize(() => this.#pager.refresh()),
    ]
  }

  /** Starts to read. */
  open(): void {
    this.#reading ??= new LogReading(this.#target, this.#client, this.#keeper, {
      onPhase: (phase) => this.#set({ phase }),
      onOlder: (older) => {
        this.#set({ older })
        // The lines before those on screen may have come: the bar and the counter know of them.
        this.#pager.refresh()
      },
    })
  }

  state = (): LogState => this.#latest

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Goes to the newest line and stays there, or stays where it is. */
  follow(following: boolean): void {
    this.#pager.follow(following)
    this.#setFollowing(following)
  }

  /** By so many rows, down or up. */
  scroll(rows: number): void {
    this.#pager.scroll(rows)
  }

  /** By as many rows as are on screen, but for one that stays in sight. */
  scrollPages(pages: number): void {
    this.scroll(pages * Math.max(1, this.screen.terminal.term.rows - 1))
  }

  /** To this line, at the top of the screen. */
  goToLine(line: number): void {
    this.#pager.go({ line, row: 0 })
    this.#setFollowing(false)
  }

  /** To the oldest line. */
  goToStart(): void {
    this.goToLine(this.#firstShown())
  }

  /** By so many columns, right or left, where lines are not wrapped. */
  scrollColumns(columns: number): void {
    this.#goToColumn(this.#state.view.left + columns)
  }

  #goToColumn(column: number, known = 0): void {
    const { widest, columns } = this.#state.view
    const left = Math.max(0, Math.min(Math.round(column), Math.max(widest, known) - columns))
    if (left === this.#state.view.left) return
    this.#set({ view: { ...this.#state.view, left } })
    this.#pager.refresh()
  }

  showStamps(stamps: boolean): void {
    this.#set({ stamps, selection: undefined })
    this.#pager.refresh()
  }

  wrapLines(wrap: boolean): void {
    const view = { ...this.#state.view, left: 0, widest: 0 }
    this.#set({ wrap, selection: undefined, view })
    this.#pager.refresh()
  }

  /** Empties the view; the engine keeps its log. */
  clear(): void {
    this.#after = this.#keeper.extent.end
    this.#set({ empty: true, selection: undefined })
    this.follow(true)
  }

  retry(): void {
    this.#set({ phase: { kind: 'opening' } })
    this.#reading?.read()
  }

  select(selection: LogSelection | undefined): void {
    this.#set({ selection })
    this.#showSelection()
  }

  selectAll(): void {
    const { end } = this.#keeper.extent
    const from: Position = { line: this.#firstShown(), column: 0 }
    this.select({ anchor: from, head: { line: end - 1, column: LINE_END } })
  }

  /** Looks for something, from what is on screen on; an empty text ends that. */
  find(query: FindQuery): void {
    this.#shownMatches = undefined
    this.#finder.find(query, this.#topLine())
    if (query.text === '') this.#filter()
  }

  /** To the next match, or the one before. */
  async step(by: 1 | -1): Promise<void> {
    const match = this.#finder.step(by, this.#topLine())
    if (!match) return
    const { line } = match
    const column = await this.#columnOf(match)
    if (match !== this.#state.find?.current) return
    const { wrap, view } = this.#state
    const row = wrap ? Math.floor(column / Math.max(1, view.columns)) : 0
    // With some of what is around it, and not at the very edge.
    this.#pager.go({ line, row }, Math.floor(this.screen.terminal.term.rows / 3))
    this.#setFollowing(false)
    const isAside = column < view.left || column >= view.left + view.columns - SIDE_COLUMNS
    if (!wrap && isAside) this.#goToColumn(column - SIDE_COLUMNS, column + view.columns)
  }

  /** Where in its line a match begins. */
  async #columnOf({ line, nth }: Match): Promise<number> {
    const to = { line, column: LINE_END }
    const span = { from: { line, column: 0 }, to, most: MAX_CLIPBOARD_CHARS } as const
    const { text } = await this.#keeper.text({ ...span, stamps: 'off' })
    const [marks = []] = await this.#finder.marks([text])
    return widthOf(text.slice(0, marks[2 * nth] ?? 0))
  }

  /** Shows the lines with a match alone, or all of them again. */
  showOnlyMatches(onlyMatches: boolean): void {
    this.#set({ onlyMatches })
    this.#filter()
  }

  #onFind(find: FindState | undefined): void {
    const before = this.#state.find
    this.#state = { ...this.#state, find }
    if (!find || find.isDone || find.query !== before?.query) this.#publish()
    else this.#timer ??= setTimeout(() => this.#publish(), COUNT_MS)
    if (find?.current !== before?.current || find?.query !== before?.query) void this.#mark()
    this.#filterTimer ??= setTimeout(() => this.#filter(), COUNT_MS)
  }

  /** Tells the keeper which lines are shown, after those that matches have come to. */
  #filter(): void {
    clearTimeout(this.#filterTimer)
    this.#filterTimer = undefined
    const { find, onlyMatches } = this.#state
    const isOn = onlyMatches && find !== undefined && find.fault === undefined
    const shown = isOn ? find.total : -1
    if (shown === this.#shownMatches) return
    this.#shownMatches = shown
    this.#keeper.showOnly(isOn ? find.matches.lines() : undefined)
    this.#pager.refresh()
  }

  #topLine(): number {
    return this.#state.view.top.line
  }

  async #mark(): Promise<void> {
    const { rows } = this.screen
    const texts = shownTexts(rows)
    const marks = await this.#finder.marks(texts.map((text) => text.rows.join('')))
    // Another screen has been drawn meanwhile, and asks for its own.
    if (rows !== this.screen.rows) return
    const current = this.#state.find?.current
    this.screen.mark(texts.flatMap((text, at) => markedCells(text, marks[at] ?? [], current)))
  }

  /** What is selected, as plain text: all of it, and not only what is on screen. */
  async selectedText(): Promise<SpanText> {
    const { selection, stamps } = this.#state
    if (!selection) return { text: '', isCut: false }
    const [from, to] = spanOf(selection)
    return this.#keeper.text({
      from,
      to,
      stamps: stamps ? 'local' : 'off',
      most: MAX_CLIPBOARD_CHARS,
    })
  }

  close(): void {
    this.#reading?.close()
    this.#pager.stop()
    clearTimeout(this.#timer)
    clearTimeout(this.#filterTimer)
    for (const undo of this.#undo) undo()
    this.#finder.close()
    this.#keeper.close()
    this.screen.dispose()
  }

  #frame() {
    const { term } = this.screen.terminal
    const { wrap, stamps, view } = this.#state
    const shownStamps: Span['stamps'] = stamps ? 'local' : 'off'
    const { rows, cols: columns } = term
    return { rows, columns, wrap, left: view.left, stamps: shownStamps, after: this.#after }
  }

  #firstShown(): number {
    return Math.max(this.#keeper.extent.first, this.#after)
  }

  #onExtent(): void {
    const { first, end, isCut, olderSoFar } = this.#keeper.extent
    const { following } = this.#state
    this.#state = {
      ...this.#state,
      lines: end - first + olderSoFar,
      isCut,
      newLines: following ? 0 : end - this.#pausedAt,
      empty: this.#state.empty && end <= this.#firstShown(),
    }
    this.#timer ??= setTimeout(() => this.#publish(), COUNT_MS)
    this.#pager.noticeLines()
  }

  #show({ top, rows, widest }: ShownRows): void {
    this.screen.draw(rows)
    const { term } = this.screen.terminal
    const view = {
      first: this.#firstShown(),
      end: this.#keeper.extent.end,
      top,
      rows: term.rows,
      columns: term.cols,
      left: this.#state.view.left,
      // Shorter lines on this screen do not make the log narrower.
      widest: Math.max(widest, this.#state.view.widest),
    }
    this.#set({ view })
    this.#setFollowing(this.#pager.isFollowing)
    this.#showSelection()
    void this.#mark()
  }

  #setFollowing(following: boolean): void {
    if (following === this.#state.following) return
    this.#pausedAt = this.#keeper.extent.end
    this.#set({ following, newLines: 0 })
  }

  #showSelection(): void {
    const { selection } = this.#state
    const { rows, terminal } = this.screen
    this.screen.select(selection && selectedCells(selection, rows, terminal.term.cols))
  }

  #set(change: Partial<LogState>): void {
    this.#state = { ...this.#state, ...change }
    this.#publish()
  }

  #publish(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#latest = this.#state
    for (const listener of this.#listeners) listener()
  }
}
