import type { EngineEvent } from '#shared/contract/activity.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import { composePlace, type ComposePlace } from '#lib/compose-place.ts'
import type { LogKeeper, Reading } from './log-keeper.ts'
import { noteText, type MemberEvent } from './log-notes.ts'
import type { LogPhase } from './log-phase.ts'
import type { LogClient } from './log-reading.ts'
import type { LogTarget } from './log-target.ts'

/** At first: what a person wants to see at once, and 18 ms for the engine. */
const FIRST_TAIL = 1000

/** After a break: far enough back to meet what was read, and still quick. */
const RESUME_TAIL = 10_000

/** An engine that says nothing by then has no lines for now. */
const QUIET_MS = 400

/** A stream that breaks off again and again is not asked for without a pause. */
const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 5000

/** Engines end the log of a container with it; one that goes on over a restart does not. */
const ENDING_MS = 1000

interface MemberParts {
  /** Its number in the view. */
  readonly member: number
  readonly client: LogClient
  readonly keeper: LogKeeper
  /** Its newest lines come together with those of others: it must be known when they are there. */
  readonly isAwaited: boolean
  /** There are others: what is said of it all must be said of it by name. */
  readonly isMerged: boolean
  /** It has begun while the view is open: all of its log is new. */
  readonly isNew: boolean
  /** Its name in the lines. */
  nameOf(target: LogTarget): string
  onPhase(phase: LogPhase): void
  /** It was found to be gone, and not by an event. */
  onMissing(): void
}

/**
 * Has the newest lines of a container read until it is closed: over stops, starts and breaks, each
 * once. It may become another container of the same name.
 */
export class MemberReading {
  readonly #parts: MemberParts
  #target: LogTarget
  #place: ComposePlace | undefined
  #phase: LogPhase = { kind: 'opening' }
  #reading: Reading | undefined
  #wasRead = false
  #isNew: boolean
  #wasConnected: boolean
  /** It started while its last stream had not yet ended. */
  #startedAt: number | undefined
  #exit: { readonly event: MemberEvent; readonly at: number } | undefined
  #oomKilled = false
  /** It was removed; what the engine still sends of its log is read to the end. */
  #removedAt: number | undefined
  #successor: (() => void) | undefined
  /** Whom it is about to become. */
  #heir: LogTarget | undefined
  /** Said before the next line: that it runs again was seen by that alone. */
  #note: string | undefined
  #hasBegun = false
  #retryMs = FIRST_RETRY_MS
  #timer: ReturnType<typeof setTimeout> | undefined
  #ending: ReturnType<typeof setTimeout> | undefined

  constructor(target: LogTarget, parts: MemberParts, place?: ComposePlace) {
    this.#target = target
    this.#place = place
    this.#parts = parts
    this.#isNew = parts.isNew
    this.#wasConnected = parts.client.isConnected(target.connection)
    this.read()
  }

  get target(): LogTarget {
    return this.#target
  }

  get place(): ComposePlace | undefined {
    return this.#place
  }

  get phase(): LogPhase {
    return this.#phase
  }

  /** Something is known of its log. */
  get wasRead(): boolean {
    return this.#wasRead
  }

  /** Reads the log anew; what is known of it is not taken in again. */
  read = (): void => {
    this.#stop()
    const { keeper, member, isAwaited } = this.#parts
    if (isAwaited && !this.#wasRead && !this.#isNew) {
      if (!keeper.isSettled) return this.#readFirst()
      // Nobody reads the older lines of who comes this late.
      this.#isNew = true
    }
    const tail = this.#isNew ? 'all' : this.#wasRead || isAwaited ? RESUME_TAIL : FIRST_TAIL
    const reading = keeper.read({
      member,
      port: this.#open({ tail, follow: true }),
      isNew: this.#isNew,
      noteBefore: this.#note,
      onBegan: () => reading === this.#reading && this.#begin(),
    })
    this.#timer = setTimeout(() => this.#live(), QUIET_MS)
    this.#follow(reading, (kind) => this.#end(kind))
  }

  /** The newest lines of several logs are put in order before any is shown: they must have an end. */
  #readFirst(): void {
    const { keeper, member } = this.#parts
    const port = this.#open({ tail: FIRST_TAIL, follow: false })
    this.#follow(keeper.readFirst({ member, tail: FIRST_TAIL }, port), (kind) => {
      if (kind === 'interrupted') return this.#breakOff()
      this.#wasRead = true
      this.read()
    })
  }

  #follow(reading: Reading, onEnd: (kind: LogEnd['kind']) => void): void {
    this.#reading = reading
    const isCurrent = () => reading === this.#reading
    reading.ended.then(
      ({ kind }) => isCurrent() && onEnd(kind),
      (cause: unknown) => isCurrent() && this.#fail(asEngineError(cause)),
    )
  }

  /** An event of this container. */
  notice({ action, attributes, time }: EngineEvent): void {
    this.#place = composePlace(attributes) ?? this.#place
    switch (action) {
      case 'start':
        return this.#start(time)
      case 'oom':
        this.#oomKilled = true
        return
      case 'die':
        return this.#die(attributes['exitCode'], time)
      case 'destroy':
        return this.#remove(time)
      case 'rename': {
        const name = attributes['name']?.replace(/^\//, '')
        if (name !== undefined) this.#target = { ...this.#target, name }
        return
      }
      default:
    }
  }

  /** It came to a project whose log was open. */
  tellJoined(at: number): void {
    this.#tell({ kind: 'joined' }, at)
  }

  /** Events may have been missed. */
  resync(): void {
    if (this.#phase.kind === 'ended') this.read()
  }

  connectionChanged(): void {
    const isConnected = this.#parts.client.isConnected(this.#target.connection)
    const isBack = isConnected && !this.#wasConnected
    this.#wasConnected = isConnected
    if (isBack) this.#retryMs = FIRST_RETRY_MS
    if (isBack && !this.#reading && !this.#isOver()) this.read()
  }

  /** Lines have come: a stream that brings something is asked for at once when it breaks. */
  noticeLines(): void {
    this.#retryMs = FIRST_RETRY_MS
  }

  /** Another container goes on in its place, once what is left of this one was read. */
  become(target: LogTarget, place: ComposePlace | undefined, at: number): void {
    // Several may have noticed.
    if (target.id === (this.#heir ?? this.#target).id) return
    this.#heir = target
    this.#successor = () => {
      clearTimeout(this.#ending)
      this.#successor = this.#heir = undefined
      if (this.#exit) this.#tell(this.#exit.event, this.#exit.at)
      this.#exit = this.#startedAt = this.#removedAt = this.#note = undefined
      this.#target = target
      this.#place = place ?? this.#place
      this.#isNew = true
      this.#wasRead = this.#oomKilled = false
      this.#tell({ kind: 'recreated' }, at)
      this.read()
    }
    if (!this.#reading) return this.#successor()
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => this.#successor?.(), ENDING_MS)
  }

  close(): void {
    this.#stop()
    clearTimeout(this.#ending)
  }

  #open(wish: { tail: number | 'all'; follow: boolean }): MessagePort {
    const { connection, id } = this.#target
    return this.#parts.client.open({ connection, id, timestamps: true, ...wish })
  }

  #begin(): void {
    this.#note = undefined
    this.#hasBegun = true
    this.#isNew = false
    this.#retryMs = FIRST_RETRY_MS
    this.#live()
  }

  #live(): void {
    clearTimeout(this.#timer)
    this.#wasRead = true
    this.#become({ kind: 'live' })
  }

  #end(kind: LogEnd['kind']): void {
    const isGone = this.#removedAt !== undefined
    if (kind === 'interrupted' && !isGone && !this.#successor) return this.#breakOff()
    this.#wasRead = true
    this.#isNew = false
    this.#stop()
    if (this.#exit) this.#tell(this.#exit.event, this.#exit.at)
    this.#exit = undefined
    if (this.#successor) return this.#successor()
    if (isGone) return this.#leaveGone()
    this.#note = noteText(this.#name, { kind: 'started', again: true })
    this.#become({ kind: 'ended' })
    if (this.#startedAt !== undefined) this.#readAgain(this.#startedAt)
  }

  #breakOff(): void {
    this.#stop()
    this.#become({ kind: 'interrupted' })
    // A connection that is down says when it is back.
    if (!this.#parts.client.isConnected(this.#target.connection)) return
    this.#timer = setTimeout(this.read, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS)
  }

  #fail(error: EngineError): void {
    const isMissing = error.code === 'not-found'
    if (this.#successor) return this.#successor()
    if (this.#removedAt !== undefined || (this.#wasRead && isMissing)) {
      this.#leaveGone()
      if (this.#removedAt === undefined) this.#parts.onMissing()
      return
    }
    if (this.#wasRead && isAway(error)) return this.#breakOff()
    this.#stop()
    this.#become({ kind: 'failed', error })
    const reason = error.engineMessage ?? error.message
    if (this.#parts.isMerged) this.#tell({ kind: 'unreadable', reason }, Date.now())
    if (isMissing) this.#parts.onMissing()
  }

  /** Nothing is waited for: it ended in order. */
  #isOver(): boolean {
    return this.#phase.kind === 'ended' || this.#phase.kind === 'gone'
  }

  #leaveGone(): void {
    this.#stop()
    if (this.#removedAt !== undefined && this.#phase.kind !== 'gone') {
      this.#tell({ kind: 'removed' }, this.#removedAt)
    }
    this.#become({ kind: 'gone' })
  }

  #become(phase: LogPhase): void {
    if (phase.kind === this.#phase.kind && phase.kind !== 'failed') return
    this.#phase = phase
    this.#parts.onPhase(phase)
  }

  #stop(): void {
    clearTimeout(this.#timer)
    const reading = this.#reading
    this.#reading = undefined
    reading?.close()
  }

  #start(time: number): void {
    if (!this.#reading) return this.#readAgain(time)
    this.#startedAt = time
    // Where the log goes on over a restart, its end never comes.
    clearTimeout(this.#ending)
    this.#ending = setTimeout(() => this.#tellRestart(), ENDING_MS)
  }

  #tellRestart(): void {
    if (this.#startedAt === undefined || !this.#exit) return
    this.#tell(this.#exit.event, this.#exit.at)
    this.#tell({ kind: 'started', again: true }, this.#startedAt)
    this.#exit = this.#startedAt = undefined
  }

  #readAgain(time: number): void {
    this.#startedAt = this.#note = undefined
    clearTimeout(this.#ending)
    this.#tell({ kind: 'started', again: this.#hasBegun }, time)
    this.#hasBegun = true
    this.read()
  }

  #die(exitCode: string | undefined, at: number): void {
    const code = Number.parseInt(exitCode ?? '', 10)
    const event: MemberEvent = {
      kind: 'exited',
      code: Number.isNaN(code) ? undefined : code,
      oomKilled: this.#oomKilled,
    }
    this.#oomKilled = false
    this.#hasBegun = true
    // Its last lines come before it.
    if (this.#reading) this.#exit = { event, at }
    else this.#tell(event, at)
  }

  #remove(at: number): void {
    this.#removedAt = at
    if (!this.#reading) this.#leaveGone()
  }

  get #name(): string {
    return this.#parts.nameOf(this.#target)
  }

  #tell(event: MemberEvent, at: number): void {
    this.#parts.keeper.note({ member: this.#parts.member, text: noteText(this.#name, event), at })
  }
}

/** The engine went away: it comes back, and the log goes on. */
function isAway({ code }: EngineError): boolean {
  return code === 'unreachable' || code === 'timeout' || code === 'bad-answer'
}
