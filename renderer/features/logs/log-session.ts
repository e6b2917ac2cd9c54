import { MAX_CLIPBOARD_CHARS, type ChosenFile } from '#shared/contract/desktop.ts'
import type { FieldLook } from '../../workers/log/field-line.ts'
import type { LogFileStyle } from '../../workers/log/log-file.ts'
import type { ShownRows } from '../../workers/log/log-rows.ts'
import type { Position, Span, SpanText } from '../../workers/log/protocol.ts'
import { LogCursor } from './log-cursor.ts'
import type { FindState, SearchHost } from './log-finder.ts'
import type { LogKeeper } from './log-keeper.ts'
import { LogNarrowing } from './log-narrowing.ts'
import { createLogPager, type LogPager } from './log-pager.ts'
import { LogPlace } from './log-place.ts'
import { LogReading, type LogClient } from './log-reading.ts'
import { LogSaver } from './log-saver.ts'
import type { LogScreen } from './log-screen.ts'
import { LogSearch } from './log-search.ts'
import { LINE_END, selectedCells, spanOf, type LogSelection } from './log-selection.ts'
import { isShownWhole, isWhole, type FieldsLook, type LogLook, type LogState } from './log-state.ts'
import { LogStateStore } from './log-state-store.ts'
import { isMerged, type LogTarget, type MergedTarget } from './log-target.ts'

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
  readonly target: LogTarget | MergedTarget
  readonly screen: LogScreen
  readonly place: LogPlace
  readonly narrowing: LogNarrowing
  readonly cursor: LogCursor
  readonly #client: LogClient
  readonly #keeper: LogKeeper
  readonly #store = new LogStateStore()
  readonly #pager: LogPager
  readonly #search: LogSearch
  readonly #saver: LogSaver
  readonly #undo: readonly (() => void)[]
  #reading: LogReading | undefined

  state = this.#store.told
  subscribe = this.#store.subscribe

  constructor(target: LogTarget | MergedTarget, client: LogClient, parts: LogParts) {
    const { keeper, screen, openSearch, openSave } = parts
    const store = this.#store
    this.target = target
    this.screen = screen
    this.#client = client
    this.#keeper = keeper
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
      isWhole: () => isWhole(store.now),
      isShownWhole: () => isShownWhole(store.now),
      onChange: (saving) => store.set({ saving }),
    })
    const shared = { store, keeper, screen, pager: this.#pager }
    this.place = new LogPlace(shared)
    this.narrowing = new LogNarrowing({
      ...shared,
      place: this.place,
      search: this.#search,
      saver: this.#saver,
      startedAt: async () => (isMerged(target) ? undefined : parts.startedAt(target)),
    })
    this.cursor = new LogCursor({
      details: (wish) => keeper.details({ ...wish, after: this.place.after }),
      rows: () => screen.rows,
      state: () => store.now,
      onChange: (change) => store.set(change),
      reveal: (line) => this.place.reveal(line),
    })
    this.#undo = [
      keeper.onExtent(() => this.#onExtent()),
      screen.terminal.onSize(({ rows }) => {
        this.#pager.refresh()
        this.cursor.resize(rows)
      }),
      screen.onFirstShown(() => this.#reading?.noticeShown()),
    ]
  }

  /** Starts to read. */
  open(): void {
    this.#reading ??= new LogReading(this.target, this.#client, this.#keeper, {
      onPhase: (phase) => {
        this.#store.set({ phase })
        this.#saver.notice()
      },
      onOlder: (older) => {
        this.#store.set({ older })
        this.#saver.notice()
        // The lines before those on screen may have come: the bar and the counter know of them.
        this.#pager.refresh()
      },
      onMembers: (members) => {
        this.#store.set({ members })
        // Their names stand before the lines.
        this.#pager.refresh()
      },
    })
  }

  /** Whether it is of several containers, or may come to be. */
  get isMerged(): boolean {
    return isMerged(this.target)
  }

  showNames(names: boolean): void {
    this.#store.set({ names, selection: undefined })
    this.#pager.refresh()
  }

  /** Lays lines out by their fields, or as they are, or leaves some of the fields out. */
  showFields(change: Partial<FieldsLook>): void {
    this.#lookAnew(change)
  }

  /** Shows lines so from now on. */
  look(change: Partial<LogLook>): void {
    this.#lookAnew(change)
  }

  /** Lines have other columns now. */
  #lookAnew(change: Partial<LogState>): void {
    const view = { ...this.#store.now.view, left: 0, widest: 0 }
    this.#store.set({ ...change, selection: undefined, view })
    this.#pager.refresh()
  }

  /** Empties the view; the engine keeps its log. */
  clear(): void {
    this.cursor.close()
    this.#store.set({ empty: true, selection: undefined, current: undefined })
    this.place.clear()
  }

  retry(): void {
    this.#store.set({ phase: { kind: 'opening' } })
    this.#reading?.read()
  }

  select(selection: LogSelection | undefined): void {
    this.#store.set({ selection })
    this.#showSelection()
  }

  selectAll(): void {
    const { end } = this.#keeper.extent
    const from: Position = { line: this.place.first, column: 0 }
    this.select({ anchor: from, head: { line: end - 1, column: LINE_END } })
  }

  /** What is selected, as plain text: all of it, and not only what is on screen. */
  async selectedText(): Promise<SpanText> {
    const { selection } = this.#store.now
    if (!selection) return { text: '', isCut: false }
    const [from, to] = spanOf(selection)
    return this.#keeper.text({ from, to, ...this.#lead(), most: MAX_CLIPBOARD_CHARS })
  }

  /** Writes the whole log, or what of it is shown, into a file that was chosen. */
  save(file: ChosenFile, style: LogFileStyle, { isShown }: { readonly isShown: boolean }) {
    const { name: container } = this.target
    const shownAfter = isShown ? this.place.after : undefined
    return this.#saver.save(file, { ...style, container, shownAfter })
  }

  cancelSaving(): void {
    this.#saver.cancel()
  }

  close(): void {
    this.#saver.cancel()
    this.#reading?.close()
    this.#pager.stop()
    this.#store.close()
    for (const undo of this.#undo) undo()
    this.#search.close()
    this.#keeper.close()
    this.screen.dispose()
  }

  #frame() {
    const { rows, cols: columns } = this.screen.terminal.term
    const { wrap, view } = this.#store.now
    return { rows, columns, wrap, left: view.left, ...this.#lead(), after: this.place.after }
  }

  /** What stands before each line, and how lines are laid out. */
  #lead(): Pick<Span, 'stamps' | 'names' | 'fields'> {
    const { stamps, stampStyle, names } = this.#store.now
    return {
      stamps: stamps ? stampStyle : 'off',
      names: this.isMerged && names,
      fields: this.#fieldLook(),
    }
  }

  #fieldLook(): FieldLook | undefined {
    const { fields, hiddenKeys } = this.#store.now
    return fields ? { hidden: hiddenKeys } : undefined
  }

  #onFind(find: FindState | undefined): void {
    const before = this.#store.now.find
    const isOther = find?.query !== before?.query
    const isNews = !find || find.isDone || isOther || before?.total === 0
    if (isNews) this.#store.set({ find })
    else this.#store.setSoon({ find })
    if (isOther) this.#saver.noticeOthersShown()
    this.#saver.notice()
  }

  #onExtent(): void {
    const { first, end, isCut, trouble, isLost, olderSoFar, passing, isFiltering } =
      this.#keeper.extent
    this.#store.setSoon({
      lines: end - first + olderSoFar,
      isCut,
      trouble,
      isLost,
      newLines: this.place.newLines(),
      passing,
      isFiltering,
      empty: this.#store.now.empty && end <= this.place.first,
    })
    this.#saver.notice()
    this.#pager.noticeLines()
  }

  #show({ top, rows, widest, lines, before, keys }: ShownRows): void {
    this.screen.draw(rows)
    const { term } = this.screen.terminal
    const { view: last, keys: known } = this.#store.now
    const view = {
      lines,
      before,
      top,
      rows: term.rows,
      columns: term.cols,
      left: last.left,
      // Shorter lines on this screen do not make the log narrower.
      widest: Math.max(widest, last.widest),
    }
    this.#store.set(keys.length <= known.length ? { view } : { view, keys })
    this.place.noticeShown()
    this.#showSelection()
    void this.#search.mark()
  }

  #showSelection(): void {
    const { selection } = this.#store.now
    const { rows, terminal } = this.screen
    this.screen.select(selection && selectedCells(selection, rows, terminal.term.cols))
  }
}
