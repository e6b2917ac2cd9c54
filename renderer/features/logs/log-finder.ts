import type { FindQuery } from '../../workers/log/find-pattern.ts'
import type { FindCommand, FindReport } from '../../workers/log/find-protocol.ts'
import type { LogKeeper } from './log-keeper.ts'
import { createLogMatches, type LogMatches, type Match } from './log-matches.ts'

/** Where a log is searched: a worker, or what stands for it in tests. */
export interface SearchHost {
  postMessage(command: FindCommand, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<FindReport>) => void) | null
  terminate(): void
}

/** How a search stands. */
export interface FindState {
  readonly query: FindQuery
  readonly matches: LogMatches
  /** Changes with each match that comes, which `matches` does not. */
  readonly total: number
  readonly current: Match | undefined
  readonly isDone: boolean
  /** Why there is no search: what is wrong with the expression. */
  readonly fault: string | undefined
}

/** A block of lines takes milliseconds: an expression that needs this long never ends. */
const STUCK_MS = 3000

/** One that has been silent for so long is not waited for by the next query. */
const SLOW_MS = 300

/** More lines than a log that is followed brings at a time. */
const MANY_LINES = 8192

const STUCK = 'This expression takes too long on a line of this log, and was stopped'

interface FinderParts {
  readonly keeper: LogKeeper
  openHost(): SearchHost
  onChange(state: FindState | undefined): void
}

/** Searches one log, in a worker that is ended when an expression does not end. */
export class LogFinder {
  readonly #parts: FinderParts
  readonly #questions = new Map<number, (marks: readonly (readonly number[])[]) => void>()
  readonly #undo: () => void
  #host: SearchHost | undefined
  #state: FindState | undefined
  #last = 0
  #search = 0
  /** Lines are being searched. */
  #isSearching = false
  /** The lines that the worker knows of. */
  #first = 0
  #end = 0
  #revision = 0
  #watch: ReturnType<typeof setTimeout> | undefined
  /** Since when the worker owes a word, and in which search that began. */
  #waitingSince = 0
  #suspect = 0

  constructor(parts: FinderParts) {
    this.#parts = parts
    this.#undo = parts.keeper.onExtent(() => this.#extend())
  }

  get state(): FindState | undefined {
    return this.#state
  }

  /** Has the worker started, which takes as long as to find the first match. */
  prepare(): void {
    this.#host ??= this.#open()
  }

  /** Begins a search, near a line; an empty text ends it. */
  find(query: FindQuery, near: number): void {
    if (query.text === '') return this.stop()
    this.#leaveSlow()
    this.#search = this.#last += 1
    this.#begin(query, near)
    this.#become({
      query,
      matches: createLogMatches(),
      total: 0,
      current: undefined,
      isDone: false,
      fault: undefined,
    })
  }

  /** The same search anew, because other lines pass the filter. */
  again(near: number): void {
    if (this.#state) this.find(this.#state.query, near)
  }

  #begin(query: FindQuery, near: number): void {
    const { first, end, revision } = this.#parts.keeper.extent
    this.#first = first
    this.#end = end
    this.#revision = revision
    this.#isSearching = true
    this.#ask({ kind: 'find', search: this.#search, query, first, end, near })
  }

  #extend(): void {
    if (!this.#state || this.#state.fault !== undefined) return
    const { first, end, revision } = this.#parts.keeper.extent
    if (first > this.#first) this.#letGo(first)
    const more = Math.max(0, this.#first - first) + Math.max(0, end - this.#end)
    const isSame = more === 0 && revision === this.#revision
    this.#first = first
    this.#end = Math.max(end, this.#end)
    this.#revision = revision
    if (isSame) return
    this.#isSearching = true
    this.#ask({ kind: 'extent', first, end })
    if (more > MANY_LINES) this.#become({ ...this.#state, isDone: false })
  }

  /** What was found in lines that are no more is no longer counted. */
  #letGo(first: number): void {
    const state = this.#state
    if (!state) return
    const { matches, current } = state
    matches.dropBefore(first)
    if (matches.total === state.total) return
    const isGone = current !== undefined && current.line < first
    this.#become({ ...state, total: matches.total, current: isGone ? undefined : current })
  }

  /** The match after or before the current one, or the first from a line on; around the ends. */
  step(by: 1 | -1, near: number): Match | undefined {
    const state = this.#state
    if (!state || state.total === 0) return undefined
    const { matches, current, total } = state
    const from = current
      ? matches.indexOf(current) + by
      : matches.indexOf({ line: near, nth: 0 }) - (by < 0 ? 1 : 0)
    const next = matches.at((from + total) % total)
    this.#become({ ...state, current: next })
    return next
  }

  stop(): void {
    this.#leaveSlow()
    this.#isSearching = false
    this.#settle()
    this.#host?.postMessage({ kind: 'stop' }, [])
    this.#become(undefined)
  }

  /** Where in each of these texts something is found: pairs of begin and end. */
  marks(texts: readonly string[]): Promise<readonly (readonly number[])[]> {
    if (!this.#state || this.#state.fault !== undefined) return Promise.resolve(texts.map(() => []))
    const question = (this.#last += 1)
    return new Promise((resolve) => {
      this.#questions.set(question, resolve)
      this.#ask({ kind: 'marks', question, texts })
    })
  }

  close(): void {
    this.#undo()
    this.#settle()
    this.#host?.terminate()
  }

  #ask(command: FindCommand): void {
    this.prepare()
    this.#host?.postMessage(command, [])
    this.#expect()
  }

  /** The worker owes a word from now on, unless it does so already. */
  #expect(): void {
    if (this.#watch !== undefined) return
    this.#waitingSince = performance.now()
    this.#suspect = this.#search
    this.#watch = setTimeout(() => this.#stuck(), STUCK_MS)
  }

  #open(): SearchHost {
    const host = this.#parts.openHost()
    host.onmessage = ({ data }) => this.#take(data)
    const { port1, port2 } = new MessageChannel()
    this.#parts.keeper.serve(port1)
    host.postMessage({ kind: 'source' }, [port2])
    return host
  }

  #take(report: FindReport): void {
    this.#settle()
    if (report.kind === 'done' || report.kind === 'fault') this.#isSearching = false
    if (report.kind === 'marks') this.#questions.get(report.question)?.(report.marks)
    if (report.kind === 'marks') this.#questions.delete(report.question)
    // It goes on: the clock begins anew.
    if (this.#isSearching || this.#questions.size > 0) this.#expect()
    if (report.kind === 'marks') return
    const state = this.#state
    if (!state || report.search !== this.#search) return
    switch (report.kind) {
      case 'fault':
        return this.#become({ ...state, fault: report.fault, isDone: true })
      case 'found':
        state.matches.add(report)
        return this.#become({ ...state, total: state.matches.total })
      case 'done':
        return this.#become({ ...state, isDone: true })
      default:
        return report satisfies never
    }
  }

  #settle(): void {
    clearTimeout(this.#watch)
    this.#watch = undefined
  }

  /** A query that is no more may still keep the worker: the next one is not to wait for it. */
  #leaveSlow(): void {
    const isSlow = performance.now() - this.#waitingSince > SLOW_MS
    if (this.#watch !== undefined && isSlow) this.#restart()
  }

  #stuck(): void {
    this.#restart()
    const state = this.#state
    if (!state) return
    // What did not end may be what was looked for before.
    if (this.#suspect !== this.#search) return this.#begin(state.query, this.#first)
    this.#become({ ...state, fault: STUCK, isDone: true })
  }

  #restart(): void {
    this.#settle()
    this.#isSearching = false
    this.#host?.terminate()
    this.#host = undefined
    for (const answer of this.#questions.values()) answer([])
    this.#questions.clear()
  }

  #become(state: FindState | undefined): void {
    this.#state = state
    this.#parts.onChange(state)
  }
}
