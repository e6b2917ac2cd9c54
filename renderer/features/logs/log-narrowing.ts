import type { FindQuery } from '../../workers/log/find-pattern.ts'
import { givenOf, type LogCriteria } from '../../workers/log/log-criteria.ts'
import type { LogKeeper } from './log-keeper.ts'
import type { LogPager } from './log-pager.ts'
import type { LogPlace } from './log-place.ts'
import type { LogSaver } from './log-saver.ts'
import type { LogSearch, MatchLines } from './log-search.ts'
import type { LogStateStore } from './log-state-store.ts'

interface NarrowingParts {
  readonly store: LogStateStore
  readonly keeper: Pick<LogKeeper, 'extent' | 'filter' | 'line'>
  readonly pager: LogPager
  readonly place: LogPlace
  readonly search: LogSearch
  readonly saver: LogSaver
  /** The time from which on lines are of the last start; nothing where there is none. */
  startedAt(): Promise<number | undefined>
}

/** What is looked for in a log, and which of its lines are shown. */
export class LogNarrowing {
  readonly #parts: NarrowingParts

  constructor(parts: NarrowingParts) {
    this.#parts = parts
  }

  /** Something is likely to be looked for soon. */
  prepareFind(): void {
    this.#parts.search.prepare()
  }

  /** Looks for something, from what is on screen on; an empty text ends that. */
  find(query: FindQuery): void {
    const { store, search, place } = this.#parts
    store.set({ query })
    search.find(query, place.topLine)
  }

  /** To the next match, or the one before. */
  async step(by: 1 | -1): Promise<void> {
    const { search, place } = this.#parts
    const found = await search.step(by, place.topLine)
    if (!found) return
    place.reveal(found.line, found.column)
    place.revealColumn(found.column)
  }

  /** Shows lines with a match alone, or the others, or all of them. */
  showMatchLines(change: Partial<MatchLines>): void {
    const { store, search, saver } = this.#parts
    const matchLines = { ...store.now.matchLines, ...change }
    store.set({ matchLines })
    search.show(matchLines)
    saver.noticeOthersShown()
  }

  /** Shows only lines that meet these criteria too; one that is `undefined` is given up. */
  filter(change: { readonly [Key in keyof LogCriteria]?: LogCriteria[Key] | undefined }): void {
    const { store, keeper, pager, place, search, saver } = this.#parts
    const criteria = givenOf({ ...store.now.criteria, ...change })
    const near = store.now.following ? keeper.extent.end : place.topLine
    place.noticeFilter()
    store.set({ criteria, newLines: 0, passing: undefined, isFiltering: true })
    keeper.filter(criteria, near)
    search.again(near)
    saver.noticeOthersShown()
    pager.refresh()
  }

  /** Lines since the container was started last. */
  async filterSinceStart(): Promise<void> {
    const from = await this.#parts.startedAt()
    if (from !== undefined) this.filter({ from, to: undefined })
  }

  /** Lines of so many ms before and after a line: that of the current match, if no other. */
  async filterAround(ms: number, line = this.#parts.store.now.find?.current?.line): Promise<void> {
    if (line === undefined) return
    const { time } = await this.#parts.keeper.line(line)
    if (time !== undefined) this.filter({ from: time - ms, to: time + ms })
  }

  /** All lines are shown again. */
  clearFilter(): void {
    const none = { sources: undefined, levels: undefined, from: undefined, to: undefined }
    this.filter({ ...none, hidden: undefined })
  }
}
