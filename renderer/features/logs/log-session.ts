import { createLogFlow } from './log-flow.ts'
import type { LogPhase } from './log-phase.ts'
import type { LogPiece } from './log-piece.ts'
import { LogReading, type LogClient } from './log-reading.ts'
import type { LogScreen } from './log-screen.ts'
import type { LogTarget } from './log-target.ts'

/** What a log view shows beside the lines. */
export interface LogState {
  readonly phase: LogPhase
  /** All that were seen since it was opened. */
  readonly lines: number
  readonly following: boolean
  /** Came while it was paused. */
  readonly newLines: number
  readonly stamps: boolean
  /** Nothing has been drawn since the start, or since the view was cleared. */
  readonly empty: boolean
}

/** Counters change with every block; people cannot read faster than this. */
const COUNT_MS = 100

const INITIAL: LogState = {
  phase: { kind: 'opening' },
  lines: 0,
  following: true,
  newLines: 0,
  stamps: false,
  empty: true,
}

/** A log that is being read and shown. It lives until it is closed. */
export class LogSession {
  readonly screen: LogScreen
  readonly #target: LogTarget
  readonly #client: LogClient
  #reading: LogReading | undefined
  readonly #flow = createLogFlow({
    mayDraw: () => this.#mayDraw(),
    draw: (pieces, done) => this.screen.draw(pieces, done),
  })
  readonly #listeners = new Set<() => void>()
  readonly #undo: readonly (() => void)[]
  #state = INITIAL
  #latest = INITIAL
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(target: LogTarget, client: LogClient, screen: LogScreen) {
    this.#target = target
    this.#client = client
    this.screen = screen
    const scrolling = screen.terminal.term.onScroll(() => this.#onScroll())
    this.#undo = [
      () => scrolling.dispose(),
      screen.terminal.onSize(() => this.#state.following && this.#toEnd()),
    ]
  }

  /** Starts to read. */
  open(): void {
    this.#reading ??= new LogReading(this.#target, this.#client, {
      onPieces: (pieces, done) => this.#onPieces(pieces, done),
      onPhase: (phase) => this.#set({ phase }),
    })
  }

  state = (): LogState => this.#latest

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Goes to the newest line and stays there, or stays where it is. */
  follow(following: boolean): void {
    this.#set({ following, ...(following && { newLines: 0 }) })
    if (following) this.#toEnd()
    this.#flow.pump()
  }

  showStamps(stamps: boolean): void {
    this.screen.showStamps(stamps)
    this.#set({ stamps, following: true, newLines: 0 })
    this.#flow.pump()
  }

  clear(): void {
    this.screen.clear()
    this.#set({ empty: true, following: true, newLines: 0 })
    this.#flow.pump()
  }

  retry(): void {
    this.#set({ phase: { kind: 'opening' } })
    this.#reading?.read()
  }

  close(): void {
    this.#reading?.close()
    this.#flow.stop()
    clearTimeout(this.#timer)
    for (const undo of this.#undo) undo()
    this.screen.dispose()
  }

  #onPieces(pieces: readonly LogPiece[], done: () => void): void {
    const lines = pieces.filter(({ starts, source }) => starts && source !== 'note').length
    const { following, newLines } = this.#state
    this.#flow.push(pieces, done)
    this.#state = {
      ...this.#state,
      lines: this.#state.lines + lines,
      newLines: following ? 0 : newLines + lines,
      empty: this.#state.empty && pieces.length === 0,
    }
    this.#timer ??= setTimeout(() => this.#publish(), COUNT_MS)
  }

  /** xterm keeps the reader's place while lines come in below, as long as it has room. */
  #mayDraw(): boolean {
    return this.#state.following || !(this.screen.isAtEnd() || this.screen.isAtLimit())
  }

  #onScroll(): void {
    const following = this.screen.isAtEnd()
    if (following === this.#state.following) return this.#flow.pump()
    this.#set({ following, ...(following && { newLines: 0 }) })
    this.#flow.pump()
  }

  #toEnd(): void {
    this.screen.terminal.term.scrollToBottom()
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
