import { isOpen, type LogCriteria } from './log-criteria.ts'
import { LineLevels } from './line-levels.ts'
import { LineList } from './line-list.ts'
import { lineTest, type LineTest } from './line-test.ts'
import type { LevelCode } from './log-level.ts'
import type { LogLines } from './log-lines.ts'

/** Lines between two looks at what else is asked: so many, or those of so much time. */
const BLOCK_LINES = 4096
const BLOCK_MS = 8
/** Lines between two looks at the clock. */
const STEP_LINES = 256

interface FilterParts {
  /** Lets the worker do what else it is asked, then goes on. */
  later(goOn: () => void): void
  /** More lines have been looked at. */
  onProgress(): void
}

interface StandIn {
  readonly lines: LineList
  /** The first line that it tells of. */
  readonly from: number
}

/**
 * Which lines of a log pass, found out block by block: from the reader's place to the end, then back
 * to the beginning, then what comes. A line that has grown is looked at anew.
 */
export class LogFilter {
  readonly #log: LogLines
  readonly #parts: FilterParts
  readonly #levels: LineLevels
  #criteria: LogCriteria = {}
  #test: LineTest | undefined
  #lines: LineList | undefined
  /** What was known before, for as long as less is known anew: nobody's place moves meanwhile. */
  #standIn: StandIn | undefined
  /** What was looked at: from this line to before that one. */
  #low = 0
  #high = 0
  /** How long the newest line that was looked at was, which may still grow. */
  #lastLength = 0
  #isWaiting = false

  constructor(log: LogLines, parts: FilterParts) {
    this.#log = log
    this.#parts = parts
    this.#levels = new LineLevels(log)
  }

  /** Those that are known to pass; nothing where all do. */
  get lines(): LineList | undefined {
    return this.#standIn?.lines ?? this.#lines
  }

  /** How many of the lines that there are pass, as far as is known. */
  get count(): number | undefined {
    const { lines } = this
    return lines && lines.high - lines.placeOf(this.#log.first)
  }

  /** Whether all lines have been looked at. */
  get isDone(): boolean {
    return !this.#test || (this.#low <= this.#log.first && this.#high >= this.#log.end)
  }

  passes(line: number): boolean {
    return this.#test?.(line) ?? true
  }

  levelOf(line: number): LevelCode {
    return this.#levels.of(line)
  }

  /** Filters anew, from a line on; without criteria all lines pass. */
  begin(criteria: LogCriteria, near: number): void {
    const { first, end } = this.#log
    const isOff = isOpen(criteria)
    this.#criteria = criteria
    this.#test = isOff ? undefined : lineTest(criteria, this.#log, this.#levels)
    this.#lines = isOff ? undefined : new LineList()
    this.#standIn = undefined
    // The newest line may still grow: it is always the last of those after the start.
    this.#low = this.#high = Math.max(first, Math.min(end - 1, near))
    this.#goOn()
  }

  /** Lines have come, or grown, or given way. */
  notice(): void {
    if (!this.#test) return
    const { first, end } = this.#log
    this.#low = Math.max(this.#low, first)
    this.#high = Math.max(this.#high, this.#low)
    const last = this.#high - 1
    const hasGrown = last >= first && last < end && this.#log.lengthOf(last) !== this.#lastLength
    if (hasGrown && last >= this.#low) this.#lookAgain(last)
    if (!this.isDone) this.#goOn()
  }

  /** The older lines are there: the line that was the first, and may have been cut, is whole. */
  noticeOlder(): void {
    this.#levels.forgetFirst()
    const { lines } = this
    if (!this.#test || !lines) return
    const from = this.#standIn?.from ?? this.#low
    this.begin(this.#criteria, this.#high - 1)
    this.#standIn = { lines, from }
  }

  #lookAgain(line: number): void {
    this.#lines?.cutFrom(line)
    this.#high = line
  }

  #goOn(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#parts.later(() => {
      this.#isWaiting = false
      if (this.#test && this.#lines) this.#block(this.#test, this.#lines)
      this.#parts.onProgress()
      if (!this.isDone) this.#goOn()
    })
  }

  #block(test: LineTest, lines: LineList): void {
    const begun = performance.now()
    for (let left = BLOCK_LINES; left > 0 && !this.isDone; left -= STEP_LINES) {
      if (this.#high < this.#log.end) this.#goDown(test, lines)
      else this.#goUp(test, lines)
      if (performance.now() - begun > BLOCK_MS) break
    }
    if (this.#standIn && this.#low <= Math.max(this.#standIn.from, this.#log.first)) {
      this.#standIn = undefined
    }
  }

  #goDown(test: LineTest, lines: LineList): void {
    const end = Math.min(this.#log.end, this.#high + STEP_LINES)
    if (this.#criteria.levels) this.#levels.learn(this.#high, end)
    for (let line = this.#high; line < end; line++) if (test(line)) lines.append(line)
    this.#high = end
    this.#lastLength = this.#log.lengthOf(end - 1)
  }

  #goUp(test: LineTest, lines: LineList): void {
    const begin = Math.max(this.#log.first, this.#low - STEP_LINES)
    if (this.#criteria.levels) this.#levels.learn(begin, this.#low)
    const passing: number[] = []
    for (let line = begin; line < this.#low; line++) if (test(line)) passing.push(line)
    for (const line of passing.toReversed()) lines.prepend(line)
    this.#low = begin
  }
}
