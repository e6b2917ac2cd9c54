import { asEngineError, type EngineError } from '#shared/errors.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { engine, openLogPort } from '../../ipc/client.ts'
import type { LogKeeper, Reading } from './log-keeper.ts'
import type { LogPhase } from './log-phase.ts'
import type { LogTarget } from './log-target.ts'

/** The part of the app that a log is read from. */
export interface LogClient {
  readonly open: typeof openLogPort
  readonly events: typeof engine.activity.events
  isConnected(connection: string): boolean
  /** Calls after each change of the connection. Returns the undo. */
  watchConnection(connection: string, listener: () => void): () => void
}

/** How the reading of what lies before the newest lines stands. */
export type OlderPhase = 'waiting' | 'reading' | 'whole' | 'failed'

export interface LogListener {
  onPhase(phase: LogPhase): void
  onOlder(phase: OlderPhase): void
}

/** At first: what a person wants to see at once, and 18 ms for the engine. */
const FIRST_TAIL = 1000

/** After a break: far enough back to meet what was read, and still quick. */
const RESUME_TAIL = 10_000

/** An engine that says nothing by then has no lines for now. */
const QUIET_MS = 400

/** A stream that breaks off again and again is not asked for without a pause. */
const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 5000

/** Has a container's log read until it is closed: over stops, starts and breaks, each line once. */
export class LogReading {
  readonly #target: LogTarget
  readonly #client: LogClient
  readonly #keeper: LogKeeper
  readonly #listener: LogListener
  readonly #leave: readonly (() => void)[]
  #phase: LogPhase = { kind: 'opening' }
  #reading: Reading | undefined
  #older: Reading | undefined
  #olderPhase: OlderPhase = 'waiting'
  #wasRead = false
  #wasConnected: boolean
  /** The container started while its last stream had not yet ended. */
  #startedAgain = false
  /** The container was removed; what the engine still sends of its log is read to the end. */
  #gone = false
  #note: string | undefined
  #retryMs = FIRST_RETRY_MS
  /** How far the log has come. */
  #lastEnd = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(target: LogTarget, client: LogClient, keeper: LogKeeper, listener: LogListener) {
    this.#target = target
    this.#client = client
    this.#keeper = keeper
    this.#listener = listener
    this.#wasConnected = client.isConnected(target.connection)
    this.#leave = [
      this.#watchEvents(),
      this.#watchConnection(),
      keeper.onExtent(() => this.#onExtent()),
    ]
    this.read()
  }

  /** Reads the log anew; what is known of it is not taken in again. */
  read = (): void => {
    this.#stop()
    this.#startedAgain = false
    // What broke the older lines off broke the others off too, and both are read again.
    if (this.#olderPhase === 'failed') this.#becomeOlder('waiting')
    const tail = this.#wasRead ? RESUME_TAIL : FIRST_TAIL
    const reading = this.#keeper.read({
      part: 'recent',
      port: this.#open({ tail, follow: true }),
      noteBefore: this.#note,
      onBegan: () => {
        if (reading !== this.#reading) return
        this.#note = undefined
        this.#live()
      },
    })
    this.#reading = reading
    this.#timer = setTimeout(() => this.#live(), QUIET_MS)
    const isCurrent = () => reading === this.#reading
    reading.ended.then(
      ({ kind }) => isCurrent() && this.#end(kind),
      (cause: unknown) => isCurrent() && this.#fail(asEngineError(cause)),
    )
  }

  close(): void {
    for (const unsubscribe of this.#leave) unsubscribe()
    this.#stop()
    this.#older?.close()
  }

  #open(wish: { tail: number | 'all'; follow: boolean; until?: string }): MessagePort {
    const { connection, id } = this.#target
    return this.#client.open({ connection, id, timestamps: true, ...wish })
  }

  #onExtent(): void {
    const { end } = this.#keeper.extent
    // Only a stream that brings something new is worth to be asked for at once when it breaks.
    if (end > this.#lastEnd) this.#retryMs = FIRST_RETRY_MS
    this.#lastEnd = end
    this.#readOlder()
  }

  /** What lies before the newest lines comes behind them, from the beginning of the log. */
  #readOlder(): void {
    const until = this.#keeper.extent.firstAt
    if (this.#olderPhase !== 'waiting' || until === undefined) return
    const reading = this.#keeper.read({
      part: 'older',
      port: this.#open({ tail: 'all', follow: false, until }),
      onBegan: () => {},
    })
    this.#older = reading
    this.#becomeOlder('reading')
    reading.ended.then(
      ({ kind }: LogEnd) => this.#leaveOlder(kind === 'complete' ? 'whole' : 'failed'),
      () => this.#leaveOlder('failed'),
    )
  }

  #leaveOlder(phase: OlderPhase): void {
    this.#older = undefined
    this.#becomeOlder(phase)
  }

  #becomeOlder(phase: OlderPhase): void {
    this.#olderPhase = phase
    this.#listener.onOlder(phase)
  }

  #live(): void {
    clearTimeout(this.#timer)
    this.#wasRead = true
    this.#become({ kind: 'live' })
    this.#readOlder()
  }

  #end(kind: LogEnd['kind']): void {
    if (kind === 'interrupted' && !this.#gone) return this.#breakOff()
    if (this.#gone) return this.#leaveGone()
    this.#wasRead = true
    this.#stop()
    this.#note = `── ${visibleText(this.#target.name)} started again ──`
    this.#become({ kind: 'ended' })
    if (this.#startedAgain) this.read()
  }

  #breakOff(): void {
    this.#stop()
    this.#become({ kind: 'interrupted' })
    // A connection that is down says when it is back.
    if (!this.#client.isConnected(this.#target.connection)) return
    this.#timer = setTimeout(this.read, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS)
  }

  #fail(error: EngineError): void {
    if (this.#gone || (this.#wasRead && error.code === 'not-found')) return this.#leaveGone()
    if (this.#wasRead && isAway(error)) return this.#breakOff()
    this.#stop()
    this.#become({ kind: 'failed', error })
  }

  /** Nothing is waited for: it ended in order. */
  #isOver(): boolean {
    return this.#phase.kind === 'ended' || this.#phase.kind === 'gone'
  }

  #leaveGone(): void {
    this.#stop()
    this.#become({ kind: 'gone' })
  }

  #become(phase: LogPhase): void {
    if (phase.kind === this.#phase.kind && phase.kind !== 'failed') return
    this.#phase = phase
    this.#listener.onPhase(phase)
  }

  #stop(): void {
    clearTimeout(this.#timer)
    const reading = this.#reading
    this.#reading = undefined
    reading?.close()
  }

  #watchEvents(): () => void {
    const { connection, id } = this.#target
    return this.#client.events(
      { connection },
      {
        onValue: (event) => {
          // After a resync a start may have been missed.
          if (event.kind === 'resync') return this.#phase.kind === 'ended' && this.read()
          if (event.type !== 'container' || event.id !== id) return
          if (event.action === 'destroy') this.#remove()
          if (event.action === 'start') this.#start()
        },
      },
    )
  }

  #start(): void {
    if (this.#reading) this.#startedAgain = true
    else this.read()
  }

  #remove(): void {
    this.#gone = true
    if (!this.#reading) this.#leaveGone()
  }

  #watchConnection(): () => void {
    const { connection } = this.#target
    return this.#client.watchConnection(connection, () => {
      const isConnected = this.#client.isConnected(connection)
      const isBack = isConnected && !this.#wasConnected
      this.#wasConnected = isConnected
      if (isBack && !this.#reading && !this.#isOver()) this.read()
    })
  }
}

/** The engine went away: it comes back, and the log goes on. */
function isAway({ code }: EngineError): boolean {
  return code === 'unreachable' || code === 'timeout' || code === 'bad-answer'
}
