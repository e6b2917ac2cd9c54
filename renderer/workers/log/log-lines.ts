import { BlockKeeper } from './block-keeper.ts'
import type { LinePart, LogSource } from './byte-lines.ts'
import { createCarriedColours, type CarriedColours, type Colours } from './colours.ts'
import { intakeOf, type Intake, type OlderIntake } from './intake.ts'
import { LiveMerge } from './live-merge.ts'
import { createLogResume } from './log-resume.ts'
import { LogStore, type LineRun, type StoredLine } from './log-store.ts'
import { createOlderMerge, type OlderMerge } from './older-merge.ts'
import type { FirstWish, RecentWish } from './protocol.ts'
import type { Spill, SpillTrouble } from './spill.ts'
import { compareStamps, type Stamp } from './stamp.ts'

const encoder = new TextEncoder()

/**
 * All lines of one log, or of several that are merged. It is read from near its end first, so that
 * the newest lines are there at once: these are numbered from 0. Those before them come later, all
 * at a time, and are numbered below 0, so that no line ever changes its number.
 */
export class LogLines {
  readonly #keeper: BlockKeeper
  readonly #recent: LineWriter
  #resume = createLogResume()
  #older: LineWriter | undefined
  /** The older lines while they are read. */
  #coming: LineWriter | undefined
  /** The first recent line after the older ones. */
  #joint = 0
  #revision = 0
  #merge: LiveMerge | undefined
  /** Of a merged log: the last moment whose lines are among the older ones. */
  #boundary: Stamp | undefined
  #isWhole = false
  #names: (member: number) => string = () => ''
  /** Called where lines came in by the clock, and not with a reading. */
  onLater: () => void = () => {}

  /**
   * @param memory bytes that the lines take in memory at most, as long as a file takes the others
   * @param withoutFile the same where there is none, or it fails
   */
  constructor(memory: number, spill?: Spill, withoutFile = memory) {
    const budget = { memory, withoutFile }
    this.#keeper = new BlockKeeper({ budget, spill, giveWay: () => this.#giveWay() })
    this.#recent = createLineWriter(this.#keeper)
  }

  get first(): number {
    const { store } = this.#recent
    if (!this.#older || store.first > this.#joint) return store.first
    return this.#joint - (this.#older.store.end - this.#older.store.first)
  }

  /** One more than the number of the newest line. */
  get end(): number {
    return this.#recent.store.end
  }

  /** Changes with each part of a line that comes. */
  get revision(): number {
    return this.#revision
  }

  /** Whether the oldest lines have given way to the budget. */
  get isCut(): boolean {
    return this.#recent.store.first > this.#joint || (this.#older?.store.first ?? 0) > 0
  }

  /** Why they had to, where a file should have taken them. */
  get trouble(): SpillTrouble | undefined {
    return this.#keeper.trouble
  }

  /** Whether the disk did not give lines back. */
  get isLost(): boolean {
    return this.#keeper.isLost
  }

  /** Nothing lies before the first line. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  line(line: number): StoredLine {
    const [{ store }, at] = this.#find(line)
    return store.line(at)
  }

  /** The container of the line, where several are merged. */
  memberOf(line: number): number {
    const [{ store }, at] = this.#find(line)
    return store.memberOf(at)
  }

  /** Who wrote the line. */
  sourceOf(line: number): LogSource {
    const [{ store }, at] = this.#find(line)
    return store.sourceOf(at)
  }

  /** See `LogStore.timeOf`. */
  timeOf(line: number): number | undefined {
    const [{ store }, at] = this.#find(line)
    return store.timeOf(at)
  }

  lengthOf(line: number): number {
    const [{ store }, at] = this.#find(line)
    return store.lengthOf(at)
  }

  /** See `LogStore.run`. */
  run(from: number, most: number): LineRun {
    const [{ store }, at] = this.#find(from)
    return store.run(at, most)
  }

  /** The colours that are on where the line begins. */
  coloursAt(line: number): Colours {
    const [writer, at] = this.#find(line)
    return writer.coloursOf(writer.store.memberOf(at)).at(at)
  }

  /**
   * Merges what is read from now on, of several containers. The newest lines of these are put in
   * together.
   */
  merge(members: readonly number[], nameOf: (member: number) => string): void {
    this.#names = nameOf
    this.#merge = new LiveMerge({
      members,
      putIn: this.#add,
      note: notePart,
      gapNote: (member, stamp) => notePart(gapWords(this.#names(member)), stamp),
      onReady: (boundary) => {
        this.#boundary = boundary
        this.#isWhole = boundary === undefined
      },
      onPutIn: () => this.onLater(),
    })
  }

  /** Begins a reading of the newest lines; what is known of them is not taken in again. */
  readRecent(wish: RecentWish = {}): Intake {
    if (this.#merge) return this.#merge.read(wish)
    const { member = 0, isNew = false, noteBefore } = wish
    if (isNew) this.#resume = createLogResume()
    const resume = this.#resume
    resume.begin()
    let note = noteBefore
    return intakeOf((part) => {
      const fresh = resume.take(part)
      if (!fresh) return
      if (resume.takeGap()) this.#add(member, notePart(gapWords('')))
      if (note !== undefined) this.#add(member, notePart(note))
      note = undefined
      this.#add(member, fresh)
    })
  }

  /** Begins a reading of a container's newest lines alone, where several are merged. */
  readFirst(wish: FirstWish): Intake | undefined {
    return this.#merge?.readFirst(wish)
  }

  /** Says something between the lines, at its moment. */
  note(member: number, text: string, at: Stamp): void {
    if (this.#merge) this.#merge.note(member, notePart(text, at))
    else this.#add(member, notePart(text, at))
  }

  /**
   * Begins a reading of the log from its beginning, up to the first line that is known. Nothing
   * where that cannot be told.
   */
  readOlder(): OlderIntake | undefined {
    const boundary = this.firstStamp
    if (!boundary) return undefined
    const writer = this.#writeOlder()
    let isMet = false
    const intake = intakeOf((part) => {
      isMet ||= part.stamp !== undefined && compareStamps(part.stamp, boundary) > 0
      if (!isMet) writer.add(0, part)
    })
    return {
      take: intake.take,
      get lines() {
        return writer.store.end
      },
      get isMet() {
        return isMet
      },
      end: () => {
        intake.end()
        this.#join(writer, boundary)
      },
    }
  }

  /** The same for the containers of a merged log, whose readings come to their ends together. */
  mergeOlder(members: readonly number[], onWhole: () => void): OlderMerge | undefined {
    const merge = this.#merge
    if (!merge || !this.#boundary) return undefined
    const writer = this.#writeOlder()
    return createOlderMerge({
      members,
      boundaryOf: (member) => merge.boundaryOf(member),
      putIn: writer.add,
      lines: () => writer.store.end,
      onWhole: () => {
        this.#coming = undefined
        if (this.#recent.store.first > 0) writer.store.clear()
        else this.#place(writer)
        onWhole()
      },
    })
  }

  /** Nothing more is put in by the clock. */
  close(): void {
    this.#merge?.close()
  }

  /** The moment up to which the older lines are missing. */
  get firstStamp(): Stamp | undefined {
    if (this.#merge) return this.#boundary
    const { store } = this.#recent
    const line = firstOfLog(store)
    return line < store.end ? store.line(line).stamp : undefined
  }

  #find(line: number): readonly [LineWriter, number] {
    if (line >= this.#joint || !this.#older) return [this.#recent, line]
    return [this.#older, line - this.#joint + this.#older.store.end]
  }

  /** The oldest lines of all go first. */
  #giveWay(): boolean {
    const older = (this.#older ?? this.#coming)?.store
    return older?.dropOldest() === true || this.#recent.store.dropOldest()
  }

  #writeOlder(): LineWriter {
    // Of a reading that broke off nothing is kept.
    this.#coming?.store.clear()
    return (this.#coming = createLineWriter(this.#keeper))
  }

  readonly #add = (member: number, part: LinePart): void => {
    this.#revision += 1
    this.#recent.add(member, part)
  }

  /** Lines of one stamp may be in both; the older ones then have all of them. */
  #join(writer: LineWriter, boundary: Stamp): void {
    const { store: recent } = this.#recent
    const { store: older } = writer
    this.#coming = undefined
    if (recent.first > 0) return older.clear()
    const begin = firstOfLog(recent)
    const inBoth = Math.min(countAt(recent, begin, boundary), countLast(older, boundary))
    const doubled = older.end - inBoth
    // The engine may have begun within a long line, of which only the older one is whole.
    const mayBePart = inBoth > 0 && begin === 0 && recent.end > 1
    const isPart = mayBePart && older.lengthOf(doubled) > recent.lengthOf(0)
    older.pop(isPart ? inBoth - 1 : inBoth)
    if (isPart) recent.dropFirst(1)
    this.#place(writer)
  }

  /** Puts the older lines before the recent ones. */
  #place(older: LineWriter): void {
    older.store.seal()
    this.#joint = this.#recent.store.first
    this.#older = older
  }
}

/** Lines as they come, with the colours that they leave on. */
interface LineWriter {
  readonly store: LogStore
  add(member: number, part: LinePart): void
  coloursOf(member: number): CarriedColours
}

function createLineWriter(keeper: BlockKeeper): LineWriter {
  const store = new LogStore(keeper)
  const colours: CarriedColours[] = []
  /** Whose the newest line is, which may go on. */
  let openMember = -1
  let openSource: LogSource = 'note'
  const coloursOf = (member: number) => (colours[member] ??= createCarriedColours())
  return {
    store,
    coloursOf,
    add(member, { source, stamp, bytes, end, starts }) {
      const isOpen = openSource === source && openMember === member
      // The end alone of a line that others came after says nothing.
      if (!starts && !isOpen && bytes.length === 0) return
      if (starts || !isOpen) store.add(source, stamp, bytes, end, member)
      else store.extend(bytes, end)
      openMember = member
      openSource = source
      if (source !== 'note') coloursOf(member).pass(store.end - 1, bytes)
    },
  }
}

function notePart(text: string, stamp?: Stamp): LinePart {
  return { source: 'note', stamp, bytes: encoder.encode(text), end: 'lf', starts: true }
}

function gapWords(name: string): string {
  return name === ''
    ? '── Lines may be missing here ──'
    : `── Lines of ${name} may be missing here ──`
}

/** The oldest line that is the log's own, and no note of ours. */
function firstOfLog(store: LogStore): number {
  let line = store.first
  while (line < store.end && store.line(line).source === 'note') line += 1
  return line
}

/** How many lines from this one on have this stamp. */
function countAt(store: LogStore, from: number, stamp: Stamp): number {
  let line = from
  while (line < store.end && isAt(store, line, stamp)) line += 1
  return line - from
}

/** How many of the newest lines have this stamp. */
function countLast(store: LogStore, stamp: Stamp): number {
  let line = store.end - 1
  while (line >= store.first && isAt(store, line, stamp)) line -= 1
  return store.end - 1 - line
}

function isAt(store: LogStore, line: number, stamp: Stamp): boolean {
  const { stamp: own } = store.line(line)
  return own !== undefined && compareStamps(own, stamp) === 0
}
