import { INITIAL, type LogState } from './log-state.ts'

/** Counters change with every block; people cannot read faster than this. */
const COUNT_MS = 100

/** The state of a log's view, and who is told of it. */
export class LogStateStore {
  readonly #listeners = new Set<() => void>()
  #now = INITIAL
  #told = INITIAL
  #timer: ReturnType<typeof setTimeout> | undefined

  /** With what nobody was told of yet. */
  get now(): LogState {
    return this.#now
  }

  /** As it was told last. */
  told = (): LogState => this.#told

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  set(change: Partial<LogState>): void {
    this.#now = { ...this.#now, ...change }
    this.#tell()
  }

  /** For what changes all the time: it is told with others. */
  setSoon(change: Partial<LogState>): void {
    this.#now = { ...this.#now, ...change }
    this.#timer ??= setTimeout(() => this.#tell(), COUNT_MS)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#told = this.#now
    for (const listener of this.#listeners) listener()
  }
}
