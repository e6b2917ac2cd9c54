import type { ShownRows } from '../../workers/log/log-rows.ts'
import { MAX_CLIPBOARD_CHARS, type ChosenFile } from '#shared/contract/desktop.ts'
import type { LogFileStyle } from '../../workers/log/log-file.ts'
import type { Position, Span, SpanText } from '../../workers/log/protocol.ts'
import type { FieldLook } from '../../workers/log/field-line.ts'
import type { FindQuery } from '../../workers/log/find-pattern.ts'
import { givenOf, isOpen, type LogCriteria } from '../../workers/log/log-criteria.ts'
import type { FindState, SearchHost } from './log-finder.ts'
import { LogCursor } from './log-cursor.ts'
import type { LogKeeper } from './log-keeper.ts'
import { LogSaver } from './log-saver.ts'
import { createLogPager, type LogPager } from './log-pager.ts'
import { LogReading, type LogClient } from './log-reading.ts'
import type { LogScreen } from './log-screen.ts'
import { LogSearch, type MatchLines } from './log-search.ts'
import { LINE_END, selectedCells, spanOf, type LogSelection } from './log-selection.ts'
import { INITIAL, isShownWhole, isWhole, type LogLook, type LogState } from './log-state.ts'
import { isMerged, type LogTarget, type MergedTarget } from './log-target.ts'

/** Counters change with every block; people cannot read faster than this. */
const COUNT_MS = 100

/** Columns that are shown to the left of what was gone to. */
const SIDE_COLUMNS = 10

/** What a session works with, and ends with it. */
export interface LogParts {
  readonly keeper: LogKeeper
  readonly screen: LogScreen
  openSearch(): SearchHost
  /** The port of a pipe into a file that was chosen. */
  openSave(file: string): MessagePort
  /** The time from which on lines are of the container's last start; nothing where it never was. */
  startedAt(container: LogTarget): Promise<number | undefined>
}

/** A log that is being read and shown. It lives until it is closed. */
export class LogSession {
  readonly screen: LogScreen
  readonly #target: LogTarget | MergedTarget
  readonly #client: LogClient
  readonly #parts: LogParts
  readonly #keeper: LogKeeper
  readonly #pager: LogPager
  readonly #search: LogSearch
  readonly #saver: LogSaver
  readonly cursor: LogCursor
  readonly #listeners = new Set<() => void>()
  readonly #undo: readonly (() => void)[]
  #reading: LogReading | undefined
  #state = INITIAL
  #latest = INITIAL
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Lines before this one were cleared from the view. */
  #after = -Infinity
  /** What the last line was when the view stopped to follow. */
  #pausedAt = 0
  /** And how many lines had passed the filter. */
  #passingAtPause: number | undefined

  get target(): LogTarget | MergedTarget {
    return this.#target
  }

  constructor(target: LogTarget | MergedTarget, client: LogClient, parts: LogParts) {
    const { keeper, screen, openSearch, openSave } = parts
    this.#target = target
    this.#client = client
    this.#parts = parts
    this.#keeper = keeper
    this.screen = screen
    this.#pager = createLogPager({
      frame: () => this.#frame(),
      rows: (wish) => keeper.rows(wish),
      onShown: (shown) => this.#show(shown),
    })
    this.#search = new LogSearch({
      keeper,
      screen,
      openHost: openSearch,
      onChange: (find) => this.#onFind(find),
      onFilter: () => this.#pager.refresh(),
      fields: () => this.#fieldLook(),
    })
    this.#saver = new LogSaver({
      keeper,
      openPort: openSave,
      isWhole: () => isWhole(this.#state),
      isShownWhole: () => isShownWhole(this.#state),
      onChange: (saving) => this.#set({ saving }),
    })
    this.cursor = new LogCursor({
      details: (wish) => keeper.details({ ...wish, after: this.#after }),
      rows: () => screen.rows,
      state: () => this.#state,
      onChange: (change) => this.#set(change),
      reveal: (line) => this.#reveal(line),
    })
    this.#undo = [
      keeper.onExtent(() => this.#onExtent()),
      screen.terminal.onSize(({ rows }) => {
        this.#pager.refresh()
        this.cursor.resize(rows)
      }),
    ]
  }

  /** Starts to read. */
  open(): void {
    this.#reading ??= new LogReading(this.#target, this.#client, this.#keeper, {
      onPhase: (phase) => {
        this.#set({ phase })
        this.#saver.notice()
      },
      onOlder: (older) => {
        this.#set({ older })
        this.#saver.notice()
        // The lines before those on screen may have come: the bar and the counter know of them.
        this.#pager.refresh()
      },
      onMembers: (members) => {
        this.#set({ members })
        // Their names stand before the lines.
        this.#pager.refresh()
      },
    })
  }

  /** Whether it is of several containers, or may come to be. */
  get isMerged(): boolean {
    return isMerged(this.#target)
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

  /** To about the line that so many of those that are shown are before. */
  goToShown(before: number): void {
    this.#pager.go(before)
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

  showNames(names: boolean): void {
    this.#set({ names, selection: undefined })
    this.#pager.refresh()
  }

  /** Lays lines out by their fields, or as they are, or leaves some of the fields out. */
  showFields(change: Partial<Pick<LogState, 'fields' | 'hiddenKeys'>>): void {
    const view = { ...this.#state.view, left: 0, widest: 0 }
    this.#set({ ...change, selection: undefined, view })
    this.#pager.refresh()
  }

  /** Shows lines so from now on. */
  look(change: Partial<LogLook>): void {
    const view = { ...this.#state.view, left: 0, widest: 0 }
    this.#set({ ...change, selection: undefined, view })
    this.#pager.refresh()
  }

  /** Empties the view; the engine keeps its log. */
  clear(): void {
    this.#after = this.#keeper.extent.end
    this.cursor.close()
    this.#set({ empty: true, selection: undefined, current: undefined })
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
    this.#set({ query })
    this.#search.find(query, this.#topLine())
  }

  /** To the next match, or the one before. */
  async step(by: 1 | -1): Promise<void> {
    const found = await this.#search.step(by, this.#topLine())
    if (!found) return
    const { line, column } = found
    const { wrap, view } = this.#state
    const row = wrap ? Math.floor(column / Math.max(1, view.columns)) : 0
    // With some of what is around it, and not at the very edge.
    this.#pager.go({ line, row }, Math.floor(this.screen.terminal.term.rows / 3))
    this.#setFollowing(false)
    const isAside = column < view.left || column >= view.left + view.columns - SIDE_COLUMNS
    if (!wrap && isAside) this.#goToColumn(column - SIDE_COLUMNS, column + view.columns)
  }

  /** Shows lines with a match alone, or the others, or all of them. */
  showMatchLines(change: Partial<MatchLines>): void {
    const matchLines = { ...this.#state.matchLines, ...change }
    this.#set({ matchLines })
    this.#search.show(matchLines)
    this.#saver.noticeOthersShown()
  }

  /** Shows only lines that meet these criteria too; one that is `undefined` is given up. */
  filter(change: { readonly [Key in keyof LogCriteria]?: LogCriteria[Key] | undefined }): void {
    const criteria = givenOf({ ...this.#state.criteria, ...change })
    const near = this.#state.following ? this.#keeper.extent.end : this.#topLine()
    this.#passingAtPause = undefined
    this.#set({ criteria, newLines: 0, passing: undefined, isFiltering: true })
    this.#keeper.filter(criteria, near)
    this.#search.again(near)
    this.#saver.noticeOthersShown()
    this.#pager.refresh()
  }

  /** Lines since the container was started last. */
  async filterSinceStart(): Promise<void> {
    if (isMerged(this.#target)) return
    const from = await this.#parts.startedAt(this.#target)
    if (from !== undefined) this.filter({ from, to: undefined })
  }

  /** Lines of so many ms before and after a line: that of the current match, if no other. */
  async filterAround(ms: number, line = this.#state.find?.current?.line): Promise<void> {
    if (line === undefined) return
    const { time } = await this.#keeper.line(line)
    if (time !== undefined) this.filter({ from: time - ms, to: time + ms })
  }

  /** All lines are shown again. */
  clearFilter(): void {
    const none = { sources: undefined, levels: undefined, from: undefined, to: undefined }
    this.filter({ ...none, hidden: undefined })
  }

  #onFind(find: FindState | undefined): void {
    const before = this.#state.find
    this.#state = { ...this.#state, find }
    const isFirst = find?.query !== before?.query || before?.total === 0
    if (find?.query !== before?.query) this.#saver.noticeOthersShown()
    this.#saver.notice()
    if (!find || find.isDone || isFirst) this.#publish()
    else this.#timer ??= setTimeout(() => this.#publish(), COUNT_MS)
  }

  /** Brings a line into sight, with some of what is around it. */
  #reveal(line: number): void {
    this.#pager.go({ line, row: 0 }, Math.floor(this.screen.terminal.term.rows / 3))
    this.#setFollowing(false)
  }

  #topLine(): number {
    return this.#state.view.top.line
  }

  /** What is selected, as plain text: all of it, and not only what is on screen. */
  async selectedText(): Promise<SpanText> {
    const { selection, stamps, stampStyle, names } = this.#state
    if (!selection) return { text: '', isCut: false }
    const [from, to] = spanOf(selection)
    return this.#keeper.text({
      from,
      to,
      stamps: stamps ? stampStyle : 'off',
      names: this.isMerged && names,
      fields: this.#fieldLook(),
      most: MAX_CLIPBOARD_CHARS,
    })
  }

  /** Writes the whole log, or what of it is shown, into a file that was chosen. */
  save(file: ChosenFile, style: LogFileStyle, { isShown }: { readonly isShown: boolean }) {
    const { name: container } = this.#target
    const shownAfter = isShown ? this.#after : undefined
    return this.#saver.save(file, { ...style, container, shownAfter })
  }

  cancelSaving(): void {
    this.#saver.cancel()
  }

  close(): void {
    this.#saver.cancel()
    this.#reading?.close()
    this.#pager.stop()
    clearTimeout(this.#timer)
    for (const undo of this.#undo) undo()
    this.#search.close()
    this.#keeper.close()
    this.screen.dispose()
  }

  #frame() {
    const { term } = this.screen.terminal
    const { wrap, stamps, stampStyle, names, view } = this.#state
    const shownStamps: Span['stamps'] = stamps ? stampStyle : 'off'
    const { rows, cols: columns } = term
    return {
      rows,
      columns,
      wrap,
      left: view.left,
      stamps: shownStamps,
      names: this.isMerged && names,
      fields: this.#fieldLook(),
      after: this.#after,
    }
  }

  #fieldLook(): FieldLook | undefined {
    const { fields, hiddenKeys } = this.#state
    return fields ? { hidden: hiddenKeys } : undefined
  }

  #firstShown(): number {
    return Math.max(this.#keeper.extent.first, this.#after)
  }

  #onExtent(): void {
    const { first, end, isCut, trouble, isLost, olderSoFar, passing, isFiltering } =
      this.#keeper.extent
    this.#state = {
      ...this.#state,
      lines: end - first + olderSoFar,
      isCut,
      trouble,
      isLost,
      newLines: this.#newLines(),
      passing,
      isFiltering,
      empty: this.#state.empty && end <= this.#firstShown(),
    }
    this.#saver.notice()
    this.#timer ??= setTimeout(() => this.#publish(), COUNT_MS)
    this.#pager.noticeLines()
  }

  /** Of those that pass. While it is not known how many did, nobody is told of new ones. */
  #newLines(): number {
    const { end, passing = 0, isFiltering } = this.#keeper.extent
    if (this.#state.following) return 0
    if (isOpen(this.#state.criteria)) return end - this.#pausedAt
    if (!isFiltering) this.#passingAtPause ??= passing
    return Math.max(0, passing - (this.#passingAtPause ?? passing))
  }

  #show({ top, rows, widest, lines, before, keys }: ShownRows): void {
    this.screen.draw(rows)
    const { term } = this.screen.terminal
    const view = {
      lines,
      before,
      top,
      rows: term.rows,
      columns: term.cols,
      left: this.#state.view.left,
      // Shorter lines on this screen do not make the log narrower.
      widest: Math.max(widest, this.#state.view.widest),
    }
    const isKnown = keys.length <= this.#state.keys.length
    this.#set(isKnown ? { view } : { view, keys })
    this.#setFollowing(this.#pager.isFollowing)
    this.#showSelection()
    void this.#search.mark()
  }

  #setFollowing(following: boolean): void {
    if (following === this.#state.following) return
    const { end, passing, isFiltering } = this.#keeper.extent
    this.#pausedAt = end
    this.#passingAtPause = isFiltering ? undefined : passing
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
