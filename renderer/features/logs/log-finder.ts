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
  #watch: ReturnType<typeof setTimeout> | undefined

  constructor(parts: FinderParts) {
    this.#parts = parts
    this.#undo = parts.keeper.onExtent(() => {
      if (!this.#state || this.#state.fault !== undefined) return
      const { first, end } = parts.keeper.extent
      this.#ask({ kind: 'extent', first, end })
    })
  }

  get state(): FindState | undefined {
    return this.#state
  }

  /** Begins a search, near a line; an empty text ends it. */
  find(query: FindQuery, near: number): void {
    if (query.text === '') return this.stop()
    const { first, end } = this.#parts.keeper.extent
    this.#search = this.#last += 1
    this.#become({
      query,
      matches: createLogMatches(),
      total: 0,
      current: undefined,
      isDone: false,
      fault: undefined,
    })
    this.#ask({ kind: 'find', search: this.#search, query, first, end, near })
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
    this.#host ??= this.#open()
    this.#host.postMessage(command, [])
    this.#watch ??= setTimeout(() => this.#stuck(), STUCK_MS)
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
    // It goes on: the clock begins anew, and stops when nothing is left to do.
    this.#settle()
    const goesOn = report.kind === 'found' || report.kind === 'marks'
    if (goesOn && this.#state?.isDone === false) {
      this.#watch = setTimeout(() => this.#stuck(), STUCK_MS)
    }
    if (report.kind === 'marks') {
      this.#questions.get(report.question)?.(report.marks)
      this.#questions.delete(report.question)
      return
    }
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

  #stuck(): void {
    this.#settle()
    this.#host?.terminate()
    this.#host = undefined
    for (const answer of this.#questions.values()) answer([])
    this.#questions.clear()
    if (this.#state) this.#become({ ...this.#state, fault: STUCK, isDone: true })
  }

  #become(state: FindState | undefined): void {
    this.#state = state
    this.#parts.onChange(state)
  }
}
