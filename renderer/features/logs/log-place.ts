import { isOpen } from '../../workers/log/log-criteria.ts'
import type { LogKeeper } from './log-keeper.ts'
import type { LogPager } from './log-pager.ts'
import type { LogScreen } from './log-screen.ts'
import type { LogStateStore } from './log-state-store.ts'

/** Columns that are shown to the left of what was gone to. */
const SIDE_COLUMNS = 10

interface PlaceParts {
  readonly store: LogStateStore
  readonly keeper: Pick<LogKeeper, 'extent'>
  readonly screen: LogScreen
  readonly pager: LogPager
}

/** Where in a log the reader is, and what has come since they stopped to follow it. */
export class LogPlace {
  readonly #parts: PlaceParts
  /** Lines before this one were cleared from the view. */
  #after = -Infinity
  /** What the last line was when the view stopped to follow. */
  #pausedAt = 0
  /** And how many lines had passed the filter. */
  #passingAtPause: number | undefined

  constructor(parts: PlaceParts) {
    this.#parts = parts
  }

  /** The first line that may be shown: what is before it was cleared. */
  get after(): number {
    return this.#after
  }

  /** The oldest line that there is to show. */
  get first(): number {
    return Math.max(this.#parts.keeper.extent.first, this.#after)
  }

  get topLine(): number {
    return this.#parts.store.now.view.top.line
  }

  /** Goes to the newest line and stays there, or stays where it is. */
  follow(following: boolean): void {
    this.#parts.pager.follow(following)
    this.#setFollowing(following)
  }

  /** By so many rows, down or up. */
  scroll(rows: number): void {
    this.#parts.pager.scroll(rows)
  }

  /** By as many rows as are on screen, but for one that stays in sight. */
  scrollPages(pages: number): void {
    this.scroll(pages * Math.max(1, this.#rows - 1))
  }

  /** To this line, at the top of the screen. */
  goToLine(line: number): void {
    this.#parts.pager.go({ line, row: 0 })
    this.#setFollowing(false)
  }

  /** To about the line that so many of those that are shown are before. */
  goToShown(before: number): void {
    this.#parts.pager.go(before)
    this.#setFollowing(false)
  }

  /** To the oldest line. */
  goToStart(): void {
    this.goToLine(this.first)
  }

  /** Brings a line into sight, and a column of it, with some of what is around. */
  reveal(line: number, column = 0): void {
    const { wrap, view } = this.#parts.store.now
    const row = wrap ? Math.floor(column / Math.max(1, view.columns)) : 0
    this.#parts.pager.go({ line, row }, Math.floor(this.#rows / 3))
    this.#setFollowing(false)
  }

  /** By so many columns, right or left, where lines are not wrapped. */
  scrollColumns(columns: number): void {
    this.#goToColumn(this.#parts.store.now.view.left + columns)
  }

  /** Brings a column into sight, where lines are not wrapped. */
  revealColumn(column: number): void {
    const { wrap, view } = this.#parts.store.now
    const isAside = column < view.left || column >= view.left + view.columns - SIDE_COLUMNS
    if (!wrap && isAside) this.#goToColumn(column - SIDE_COLUMNS, column + view.columns)
  }

  #goToColumn(column: number, known = 0): void {
    const { store, pager } = this.#parts
    const { view } = store.now
    const most = Math.max(view.widest, known) - view.columns
    const left = Math.max(0, Math.min(Math.round(column), most))
    if (left === view.left) return
    store.set({ view: { ...view, left } })
    pager.refresh()
  }

  /** Leaves out all lines that there are. */
  clear(): void {
    this.#after = this.#parts.keeper.extent.end
    this.follow(true)
  }

  /** A screen was drawn: the pager may have begun to follow, or stopped. */
  noticeShown(): void {
    this.#setFollowing(this.#parts.pager.isFollowing)
  }

  /** Other lines pass the filter from now on. */
  noticeFilter(): void {
    this.#passingAtPause = undefined
  }

  /** Of those that pass. While it is not known how many did, nobody is told of new ones. */
  newLines(): number {
    const { store, keeper } = this.#parts
    const { end, passing = 0, isFiltering } = keeper.extent
    if (store.now.following) return 0
    if (isOpen(store.now.criteria)) return end - this.#pausedAt
    if (!isFiltering) this.#passingAtPause ??= passing
    return Math.max(0, passing - (this.#passingAtPause ?? passing))
  }

  #setFollowing(following: boolean): void {
    const { store, keeper } = this.#parts
    if (following === store.now.following) return
    const { end, passing, isFiltering } = keeper.extent
    this.#pausedAt = end
    this.#passingAtPause = isFiltering ? undefined : passing
    store.set({ following, newLines: 0 })
  }

  get #rows(): number {
    return this.#parts.screen.terminal.term.rows
  }
}
