import { createFrameParser, type FrameParser } from '#shared/frames.ts'
import { BlockKeeper } from './block-keeper.ts'
import {
  createByteLineReader,
  type ByteLineReader,
  type LinePart,
  type LogSource,
} from './byte-lines.ts'
import { createCarriedColours, type CarriedColours, type Colours } from './colours.ts'
import { createLogResume } from './log-resume.ts'
import { LogStore, type LineRun, type StoredLine } from './log-store.ts'
import type { Spill, SpillTrouble } from './spill.ts'
import { compareStamps, type Stamp } from './stamp.ts'

/** One reading of a log: bytes in. */
export interface Intake {
  /** Throws `FrameError` on bytes that are no frames. */
  take(chunk: Uint8Array): void
  /** Takes in what was kept of a stream that has ended in order. */
  end(): void
}

/** The reading of what lies before the first line. */
export interface OlderIntake extends Intake {
  /** How many lines it has so far. */
  readonly lines: number
  /** It has met the first line: what still comes is known. */
  readonly isMet: boolean
}

const encoder = new TextEncoder()
const GAP = '── Lines may be missing here ──'

/**
 * All lines of one log. It is read from near its end first, so that the newest lines are there at
 * once: these are numbered from 0. Those before them come later, all at a time, and are numbered
 * below 0, so that no line ever changes its number.
 */
export class LogLines {
  readonly #keeper: BlockKeeper
  readonly #recent: LogStore
  readonly #colours = createCarriedColours()
  readonly #resume = createLogResume()
  #older: LogStore | undefined
  /** The older lines while they are read. */
  #coming: LogStore | undefined
  /** The first recent line after the older ones. */
  #joint = 0
  #olderColours = createCarriedColours()
  #revision = 0
  /** The source of the newest line, which may go on. */
  #open: LogSource | undefined

  /**
   * @param memory bytes that the lines take in memory at most, as long as a file takes the others
   * @param withoutFile the same where there is none, or it fails
   */
  constructor(memory: number, spill?: Spill, withoutFile = memory) {
    const budget = { memory, withoutFile }
    this.#keeper = new BlockKeeper({ budget, spill, giveWay: () => this.#giveWay() })
    this.#recent = new LogStore(this.#keeper)
  }

  get first(): number {
    if (!this.#older || this.#recent.first > this.#joint) return this.#recent.first
    return this.#joint - (this.#older.end - this.#older.first)
  }

  /** One more than the number of the newest line. */
  get end(): number {
    return this.#recent.end
  }

  /** Changes with each part of a line that comes. */
  get revision(): number {
    return this.#revision
  }

  /** Whether the oldest lines have given way to the budget. */
  get isCut(): boolean {
    return this.#recent.first > this.#joint || (this.#older?.first ?? 0) > 0
  }

  /** Why they had to, where a file should have taken them. */
  get trouble(): SpillTrouble | undefined {
    return this.#keeper.trouble
  }

  /** Whether the disk did not give lines back. */
  get isLost(): boolean {
    return this.#keeper.isLost
  }

  line(line: number): StoredLine {
    const [store, at] = this.#find(line)
    return store.line(at)
  }

  lengthOf(line: number): number {
    const [store, at] = this.#find(line)
    return store.lengthOf(at)
  }

  /** See `LogStore.run`. */
  run(from: number, most: number): LineRun {
    const [store, at] = this.#find(from)
    return store.run(at, most)
  }

  /** The colours that are on where the line begins. */
  coloursAt(line: number): Colours {
    const [store, at] = this.#find(line)
    return (store === this.#recent ? this.#colours : this.#olderColours).at(at)
  }

  /** Begins a reading of the newest lines; what is known of them is not taken in again. */
  readRecent(noteBefore?: string): Intake {
    this.#resume.begin()
    let note = noteBefore
    return intakeOf((part) => {
      const fresh = this.#resume.take(part)
      if (!fresh) return
      if (this.#resume.takeGap()) this.#addNote(GAP)
      if (note !== undefined) this.#addNote(note)
      note = undefined
      this.#add(fresh)
    })
  }

  /**
   * Begins a reading of the log from its beginning, up to the first line that is known. Nothing
   * where that cannot be told.
   */
  readOlder(): OlderIntake | undefined {
    const boundary = this.firstStamp
    if (!boundary) return undefined
    // Of a reading that broke off nothing is kept.
    this.#coming?.clear()
    const store = (this.#coming = new LogStore(this.#keeper))
    const colours = createCarriedColours()
    let isMet = false
    let open: LogSource | undefined
    const intake = intakeOf((part) => {
      isMet ||= part.stamp !== undefined && compareStamps(part.stamp, boundary) > 0
      if (isMet) return
      addTo(store, colours, part, open)
      open = part.source
    })
    return {
      take: intake.take,
      get lines() {
        return store.end
      },
      get isMet() {
        return isMet
      },
      end: () => {
        intake.end()
        this.#join(store, colours, boundary)
      },
    }
  }

  /** The stamp of the oldest recent line. */
  get firstStamp(): Stamp | undefined {
    const { first, end } = this.#recent
    return first < end ? this.#recent.line(first).stamp : undefined
  }

  #find(line: number): readonly [LogStore, number] {
    if (line >= this.#joint || !this.#older) return [this.#recent, line]
    return [this.#older, line - this.#joint + this.#older.end]
  }

  #addNote(text: string): void {
    this.#recent.add('note', undefined, encoder.encode(text))
    this.#open = undefined
  }

  /** The oldest lines of all go first. */
  #giveWay(): boolean {
    return (this.#older ?? this.#coming)?.dropOldest() === true || this.#recent.dropOldest()
  }

  #add(part: LinePart): void {
    const isEndOfOther = !part.starts && part.bytes.length === 0 && part.source !== this.#open
    if (isEndOfOther) return
    this.#revision += 1
    addTo(this.#recent, this.#colours, part, this.#open)
    this.#open = part.source
  }

  /** Lines of one stamp may be in both; the older ones then have all of them. */
  #join(older: LogStore, colours: CarriedColours, boundary: Stamp): void {
    const recent = this.#recent
    this.#coming = undefined
    if (recent.first > 0) return older.clear()
    const inBoth = Math.min(countFirst(recent, boundary), countLast(older, boundary))
    const doubled = older.end - inBoth
    // The engine may have begun within a long line, of which only the older one is whole.
    const isPart = inBoth > 0 && recent.end > 1 && older.lengthOf(doubled) > recent.lengthOf(0)
    older.pop(isPart ? inBoth - 1 : inBoth)
    if (isPart) recent.dropFirst(1)
    older.seal()
    this.#joint = recent.first
    this.#older = older
    this.#olderColours = colours
  }
}

function intakeOf(onPart: (part: LinePart) => void): Intake {
  const frames: FrameParser = createFrameParser({ asViews: true })
  const lines: ByteLineReader = createByteLineReader(onPart)
  return {
    take(chunk) {
      for (const { stream, payload } of frames.push(chunk)) {
        lines.read(stream === 'stderr' ? 'stderr' : 'stdout', payload)
      }
    },
    end: () => lines.end(),
  }
}

function addTo(
  store: LogStore,
  colours: CarriedColours,
  { source, stamp, bytes, end, starts }: LinePart,
  open: LogSource | undefined,
): void {
  if (starts || open !== source) store.add(source, stamp, bytes, end)
  else store.extend(bytes, end)
  colours.pass(store.end - 1, bytes)
}

/** How many of the oldest lines have this stamp. */
function countFirst(store: LogStore, stamp: Stamp): number {
  let line = store.first
  while (line < store.end && isAt(store, line, stamp)) line += 1
  return line - store.first
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
