import { detectLevel } from './detect-level.ts'
import { CONTINUES, NONE, NOT_KNOWN, OURS, type LevelCode } from './log-level.ts'
import type { LogLines } from './log-lines.ts'

/** So far back a stack trace is followed to the line that it belongs to. */
const MAX_TRACE = 1000

const FIRST_ROOM = 4096

/** The levels of a log's lines, each found out once, and only when it is asked for. */
export class LineLevels {
  readonly #log: LogLines
  /** Of the lines from 0 on, and of those below it, downwards from -1. */
  #recent = new Uint8Array(FIRST_ROOM)
  #older = new Uint8Array(FIRST_ROOM)
  /** Up to this line there are some that go on from one that is not there yet. */
  #lastHeadless = 0

  constructor(log: LogLines) {
    this.#log = log
  }

  /** Never `CONTINUES`: a line that goes on has the level of the one that it belongs to. */
  of(line: number): LevelCode {
    let begin = line
    let level = this.#own(begin)
    for (let steps = 0; level === CONTINUES && steps < MAX_TRACE; steps++) {
      begin = this.#before(begin)
      if (begin < this.#log.first) break
      level = this.#own(begin)
    }
    if (level === CONTINUES) level = NONE
    if (begin !== line) {
      this.#keep(line, level)
      // One that goes on from a headless one is headless too.
      if (begin <= this.#lastHeadless) this.#lastHeadless = Math.max(this.#lastHeadless, line)
    }
    return level
  }

  /** Finds out those of many lines, from one to before another, quicker than one by one. */
  learn(from: number, to: number): void {
    for (let line = from; line < to;) {
      const { lines, bytes, startOf, sourceOf } = this.#log.run(line, to - line)
      for (let at = 0; at < lines; at++) {
        if (this.#known(line + at) !== NOT_KNOWN) continue
        const next = at + 1 < lines ? startOf(at + 1) : bytes.length
        const isOurs = sourceOf(at) === 'note'
        this.#keep(line + at, isOurs ? OURS : detectLevel(bytes, startOf(at), next - 1))
      }
      line += lines
    }
  }

  /** There are lines before line 0 now: it may have been cut, and others may belong to those. */
  forgetFirst(): void {
    this.#recent.fill(NOT_KNOWN, 0, this.#lastHeadless + 1)
  }

  /** The line before that was written by the same program to the same stream. */
  #before(line: number): number {
    const log = this.#log
    const [source, member] = [log.sourceOf(line), log.memberOf(line)]
    const isSame = (other: number) =>
      log.sourceOf(other) === source && log.memberOf(other) === member
    let before = line - 1
    while (before >= log.first && !isSame(before)) before -= 1
    return before
  }

  #own(line: number): LevelCode {
    const known = this.#known(line)
    if (known !== NOT_KNOWN) return known
    const { source, bytes } = this.#log.line(line)
    const level = source === 'note' ? OURS : detectLevel(bytes, 0, bytes.length)
    if (level !== CONTINUES) this.#keep(line, level)
    return level
  }

  #known(line: number): LevelCode {
    return (line < 0 ? this.#older[-line - 1] : this.#recent[line]) ?? NOT_KNOWN
  }

  /** Not of the newest line, which may still grow. */
  #keep(line: number, level: LevelCode): void {
    if (line === this.#log.end - 1) return
    if (line < 0) this.#older = put(this.#older, -line - 1, level)
    else this.#recent = put(this.#recent, line, level)
  }
}

function put(levels: Uint8Array<ArrayBuffer>, at: number, level: LevelCode): typeof levels {
  let room = levels
  if (at >= levels.length) {
    room = new Uint8Array(Math.max(levels.length * 2, at + 1))
    room.set(levels)
  }
  room[at] = level
  return room
}
