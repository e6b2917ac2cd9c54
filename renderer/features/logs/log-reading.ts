import { asEngineError, type EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { engine } from '../../ipc/client.ts'
import type { LogPhase } from './log-phase.ts'
import type { LogPiece } from './log-piece.ts'
import { createLogResume } from './log-resume.ts'
import type { LogTarget } from './log-target.ts'
import { createPieceReader, type PieceReader } from './piece-reader.ts'

/** The part of the app that a log is read from. */
export interface LogClient {
  readonly read: typeof engine.logs.read
  readonly events: typeof engine.activity.events
  isConnected(connection: string): boolean
  /** Calls after each change of the connection. Returns the undo. */
  watchConnection(connection: string, listener: () => void): () => void
}

export interface LogListener {
  /** Call `done` when the pieces are drawn. */
  onPieces(pieces: readonly LogPiece[], done: () => void): void
  onPhase(phase: LogPhase): void
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

/** Reads a container's log until it is closed: over stops, starts and breaks, each line once. */
export class LogReading {
  readonly #target: LogTarget
  readonly #client: LogClient
  readonly #listener: LogListener
  readonly #resume = createLogResume()
  readonly #leave: readonly (() => void)[]
  #phase: LogPhase = { kind: 'opening' }
  #channel: { close(): void } | undefined
  #wasRead = false
  #wasConnected: boolean
  /** The container started while its last stream had not yet ended. */
  #startedAgain = false
  /** The container was removed; what the engine still sends of its log is read to the end. */
  #gone = false
  #note: string | undefined
  #retryMs = FIRST_RETRY_MS
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(target: LogTarget, client: LogClient, listener: LogListener) {
    this.#target = target
    this.#client = client
    this.#listener = listener
    this.#wasConnected = client.isConnected(target.connection)
    this.#leave = [this.#watchEvents(), this.#watchConnection()]
    this.read()
  }

  /** Reads the log anew; what was shown is not shown again. */
  read = (): void => {
    this.#stop()
    this.#startedAgain = false
    this.#resume.begin()
    const reader = createPieceReader()
    const { connection, id } = this.#target
    const tail = this.#wasRead ? RESUME_TAIL : FIRST_TAIL
    const input = { connection, id, tail, follow: true, timestamps: true }
    const channel = this.#client.read(input, (chunk, done) => {
      if (channel === this.#channel) this.#take(() => reader.read(chunk), done)
    })
    this.#channel = channel
    this.#timer = setTimeout(() => this.#live(), QUIET_MS)
    const isCurrent = () => channel === this.#channel
    channel.ended.then(
      ({ kind }) => isCurrent() && this.#end(kind, reader),
      (cause: unknown) => isCurrent() && this.#fail(asEngineError(cause)),
    )
  }

  close(): void {
    for (const unsubscribe of this.#leave) unsubscribe()
    this.#stop()
  }

  #take(read: () => readonly LogPiece[], done: () => void): void {
    try {
      const { fresh, gap } = this.#resume.take(read())
      const notes = gap ? [noteOf('Lines may be missing here')] : []
      if (fresh.length > 0 && this.#note !== undefined) notes.push(noteOf(this.#note))
      if (fresh.length > 0) this.#note = undefined
      this.#live()
      this.#listener.onPieces([...notes, ...fresh], done)
    } catch (cause) {
      this.#fail(asEngineError(cause))
    }
  }

  #live(): void {
    clearTimeout(this.#timer)
    this.#wasRead = true
    this.#retryMs = FIRST_RETRY_MS
    this.#become({ kind: 'live' })
  }

  #end(kind: 'complete' | 'interrupted', reader: PieceReader): void {
    // What was cut within a character or a stamp comes again, whole, unless the container is gone.
    if (kind === 'interrupted' && !this.#gone) return this.#breakOff()
    this.#take(
      () => reader.end(),
      () => {},
    )
    if (this.#gone) return this.#leaveGone()
    this.#stop()
    this.#note = `${visibleText(this.#target.name)} started again`
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
    const channel = this.#channel
    this.#channel = undefined
    channel?.close()
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
    if (this.#channel) this.#startedAgain = true
    else this.read()
  }

  #remove(): void {
    this.#gone = true
    if (!this.#channel) this.#leaveGone()
  }

  #watchConnection(): () => void {
    const { connection } = this.#target
    return this.#client.watchConnection(connection, () => {
      const isConnected = this.#client.isConnected(connection)
      const isBack = isConnected && !this.#wasConnected
      this.#wasConnected = isConnected
      if (isBack && !this.#channel && !this.#isOver()) this.read()
    })
  }
}

/** The engine went away: it comes back, and the log goes on. */
function isAway({ code }: EngineError): boolean {
  return code === 'unreachable' || code === 'timeout' || code === 'bad-answer'
}

/** A line of our own among those of the log. */
function noteOf(text: string): LogPiece {
  return { source: 'note', stamp: '', text: `── ${text} ──`, starts: true }
}
