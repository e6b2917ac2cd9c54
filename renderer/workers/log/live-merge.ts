import type { LinePart } from './byte-lines.ts'
import { createPartReader, type Intake } from './intake.ts'
import { createLogResume, type LogResume } from './log-resume.ts'
import { EVER, later, MemberQueue } from './member-queue.ts'
import { mergeUntil, type PutIn } from './merge-queues.ts'
import { isAfter } from './older-merge.ts'
import type { FirstWish, RecentWish } from './protocol.ts'
import { compareStamps, type Stamp } from './stamp.ts'

/** New lines wait so long for those of other containers that were written before them. */
const HOLD_MS = 100

/** A container whose newest lines do not come by then is not waited for. */
const FIRST_MS = 3000

/** The two streams of a container are stamped apart: its oldest line need not be the first. */
const FIRST_LINES = 16

/** Of an engine that stamps whole seconds, more lines of the last one may come. */
const COARSE_MS = 2000

interface Member {
  readonly queue: MemberQueue
  resume: LogResume
  /** What came before all containers had their newest lines there. */
  held: LinePart[]
  readonly dones: (() => void)[]
  /** Whether its newest lines have been read to their end; nothing of a part of them is used. */
  first: 'coming' | 'there' | 'failed' | 'none'
  /** There were none: nothing is followed that must be waited for. */
  isEmpty: boolean
  /** There are lines before the first: those up to this moment are among the older ones. */
  cutAt: Stamp | undefined
  /** It is followed, or cannot be. */
  isFollowed: boolean
  /** What comes of it is put in. */
  isIn: boolean
  newest: Stamp
  /** The last moment whose lines are among the older ones. */
  boundary: Stamp
  /** A line after the boundary has come: all that follow it are new. */
  isPast: boolean
}

interface LiveMergeParts {
  /** The containers whose newest lines are waited for. */
  readonly members: readonly number[]
  readonly putIn: PutIn
  /** What is said where lines of a container may be missing. */
  gapNote(member: number, stamp: Stamp | undefined): LinePart
  note(text: string, stamp: Stamp | undefined): LinePart
  /**
   * The newest lines of all have come, or could not be read. Up to this moment lines are missing;
   * none where the first lines are the oldest.
   */
  onReady(boundary: Stamp | undefined): void
  /** Lines were put in after they had waited. */
  onPutIn(): void
}

/**
 * Merges what several containers write. Their newest lines are put in together once all of them
 * are there; after that a line waits a moment for those that were written before it.
 */
export class LiveMerge {
  readonly #parts: LiveMergeParts
  readonly #members = new Map<number, Member>()
  /** What was the newest moment when; for those that wait. */
  readonly #marks: { readonly at: number; readonly newest: Stamp }[] = []
  #newest = EVER
  #hasBegun = false
  /** It is settled which lines are among the older ones. */
  #isSettled = false
  #firstClock: ReturnType<typeof setTimeout> | undefined
  #clock: ReturnType<typeof setTimeout> | undefined
  #telling: ReturnType<typeof setTimeout> | undefined

  constructor(parts: LiveMergeParts) {
    this.#parts = parts
    for (const member of parts.members) this.#memberOf(member, 'coming')
    this.#wait()
  }

  /**
   * Begins a reading of a container's newest lines alone, which ends with them. Nothing where the
   * older lines are on their way without it: those before its newest would never come.
   */
  readFirst({ member, tail }: FirstWish): Intake | undefined {
    if (this.#isSettled) return undefined
    const own = this.#memberOf(member)
    this.#expect(own)
    const intake = this.#read(own, { member })
    let count = 0
    let cutAt = EVER
    let hasEnded = false
    const { take, end } = intake.reading(({ starts, stamp }) => {
      count += 1
      if (starts && count <= FIRST_LINES) cutAt = later(cutAt, stamp)
    })
    return {
      // It must come to its end before anything is put in, and is no longer than its tail.
      take(chunk, done) {
        take(chunk)
        done?.()
      },
      end() {
        end()
        hasEnded = true
      },
      leave: () => {
        if (hasEnded) {
          own.first = 'there'
          own.isEmpty = count === 0
          if (count >= tail) own.cutAt = cutAt
        } else fail(own)
        this.#goOn(own)
      },
    }
  }

  /** Begins a reading of what comes; what is known of it is not taken in again. */
  read(wish: RecentWish): Intake {
    const own = this.#memberOf(wish.member ?? 0)
    const intake = this.#read(own, wish)
    return {
      ...intake.reading(() => (own.isFollowed = true)),
      leave: () => {
        own.isFollowed = true
        this.#goOn(own)
      },
    }
  }

  #read(own: Member, { member = 0, noteBefore, isNew = false }: RecentWish) {
    if (isNew) own.resume = createLogResume()
    own.resume.begin()
    const reader = createPartReader()
    let note = noteBefore
    const fresh = (part: LinePart): readonly LinePart[] => {
      const kept = own.resume.take(part)
      if (!kept) return []
      const { stamp } = kept
      const before: LinePart[] = own.resume.takeGap() ? [this.#parts.gapNote(member, stamp)] : []
      if (note !== undefined) before.push(this.#parts.note(note, stamp))
      note = undefined
      return [...before, kept]
    }
    const reading = (onPart: (part: LinePart) => void): Intake => {
      const take = (parts: readonly LinePart[], done?: () => void) => {
        for (const part of parts) onPart(part)
        this.#take(own, parts.flatMap(fresh), done)
      }
      return {
        take: (chunk, done) => take(reader.read(chunk), done),
        end: () => take(reader.end()),
      }
    }
    return { reading }
  }

  /** Puts a note among the lines of its moment. */
  note(member: number, note: LinePart): void {
    this.#take(this.#memberOf(member), [note])
  }

  /** Up to which moment lines of a container are missing. */
  boundaryOf(member: number): Stamp {
    return this.#members.get(member)?.boundary ?? EVER
  }

  close(): void {
    clearTimeout(this.#firstClock)
    clearTimeout(this.#clock)
    clearTimeout(this.#telling)
  }

  #memberOf(member: number, first: Member['first'] = 'none'): Member {
    const known = this.#members.get(member)
    if (known) return known
    const own: Member = {
      queue: new MemberQueue(member),
      resume: createLogResume(),
      held: [],
      dones: [],
      first,
      isEmpty: false,
      cutAt: undefined,
      isFollowed: false,
      isIn: this.#hasBegun,
      newest: EVER,
      boundary: EVER,
      isPast: this.#hasBegun,
    }
    this.#members.set(member, own)
    return own
  }

  #take(own: Member, parts: readonly LinePart[], done?: () => void): void {
    for (const { stamp } of parts) own.newest = later(own.newest, stamp)
    if (!own.isIn) {
      own.held.push(...parts)
      if (done) own.dones.push(done)
      return this.#goOn(own)
    }
    own.queue.add(newOf(own, parts), done)
    this.#hold(own.newest)
  }

  #wait(): void {
    clearTimeout(this.#firstClock)
    this.#firstClock = setTimeout(() => this.#begin(), FIRST_MS)
  }

  /** Its newest lines are asked for, and nothing of it is put in before they are there. */
  #expect(own: Member): void {
    own.first = 'coming'
    own.isIn = own.isPast = false
    // Of an engine that was away at first all come back together.
    if (!this.#hasBegun || this.#some('there')) return
    this.#hasBegun = false
    this.#wait()
  }

  #goOn(own: Member): void {
    if (!this.#hasBegun) {
      const isReady = this.#awaited().every((one) => one.first === 'failed' || isThere(one))
      if (isReady) this.#begin()
      return
    }
    if (!own.isIn && own.first !== 'coming') this.#letIn(own, this.#boundary())
    this.#settle()
  }

  /** What reaches back to where every one of them does is put in; the older lines bring the rest. */
  #begin(): void {
    clearTimeout(this.#firstClock)
    this.#hasBegun = true
    const boundary = this.#boundary()
    for (const own of this.#members.values()) {
      if (!own.isIn && own.first !== 'coming') this.#letIn(own, boundary)
    }
    this.#settle()
  }

  #boundary(): Stamp | undefined {
    let boundary: Stamp | undefined
    for (const { cutAt } of this.#members.values()) if (cutAt) boundary = later(cutAt, boundary)
    return boundary
  }

  #letIn(own: Member, boundary: Stamp | undefined): void {
    // What was read to its end is known up to its newest line. Those that come after it are new,
    // whatever the clock of their engine says.
    own.boundary = boundary && own.first === 'there' ? earlier(boundary, own.newest) : EVER
    own.isIn = true
    const dones = own.dones.splice(0)
    own.queue.add(newOf(own, own.held), () => dones.forEach((done) => done()))
    own.held = []
    this.#hold(own.newest)
  }

  /** Who comes late still has its older lines read: they are not asked for without it. */
  #settle(): void {
    if (this.#isSettled || this.#some('coming') || !this.#some('there')) return
    this.#isSettled = true
    const boundary = this.#boundary()
    const wait = boundary?.nanos === 0 ? COARSE_MS : 0
    this.#telling = setTimeout(() => this.#tell(boundary), wait)
  }

  #awaited(): readonly Member[] {
    return this.#parts.members.map((member) => this.#memberOf(member))
  }

  #some(first: Member['first']): boolean {
    return this.#awaited().some((own) => own.first === first)
  }

  #tell(boundary: Stamp | undefined): void {
    this.#parts.onReady(boundary)
    this.#parts.onPutIn()
  }

  #hold(newest: Stamp): void {
    this.#newest = later(this.#newest, newest)
    this.#marks.push({ at: performance.now(), newest: this.#newest })
    this.#clock ??= setTimeout(() => this.#tick(), HOLD_MS)
  }

  /** Puts in what has waited long enough, with what was written before it. */
  #tick(): void {
    this.#clock = undefined
    const now = performance.now()
    let until = EVER
    // A clock may ring a little early, and would then only ring again.
    while (this.#marks[0] && this.#marks[0].at <= now - HOLD_MS + 1) {
      until = later(until, this.#marks.shift()?.newest)
    }
    const queues = Array.from(this.#members.values(), ({ queue }) => queue)
    mergeUntil(queues, until, this.#parts.putIn)
    this.#parts.onPutIn()
    const [next] = this.#marks
    if (next) this.#clock = setTimeout(() => this.#tick(), Math.max(1, next.at + HOLD_MS - now))
  }
}

/** Whether a container's newest lines have come, with those since they were asked for. */
function isThere({ first, isFollowed, isEmpty }: Member): boolean {
  return first === 'there' && (isFollowed || isEmpty)
}

/** Half of its newest lines is nothing: they are read again, or all of its log is. */
function fail(own: Member): void {
  own.first = 'failed'
  own.resume = createLogResume()
  own.held = own.held.filter(isNote)
  own.newest = EVER
}

/** What is not among the older lines. Both sides part at the same line, whatever comes after it. */
function newOf(own: Member, parts: readonly LinePart[]): readonly LinePart[] {
  if (own.isPast) return parts
  const isNew = (part: LinePart) => isAfter(part, own.boundary)
  const from = parts.findIndex((part) => !isNote(part) && isNew(part))
  own.isPast = from !== -1
  return parts.filter((part, at) => (own.isPast && at >= from) || (isNote(part) && isNew(part)))
}

function isNote({ source }: LinePart): boolean {
  return source === 'note'
}

function earlier(a: Stamp, b: Stamp): Stamp {
  return compareStamps(a, b) < 0 ? a : b
}
