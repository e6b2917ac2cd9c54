import type { LogSource } from './byte-lines.ts'
import type { Stamp } from './stamp.ts'

/** One line as it is kept. */
export interface StoredLine {
  readonly source: LogSource
  readonly stamp: Stamp | undefined
  /** A view: whoever keeps it copies it. */
  readonly bytes: Uint8Array
}

const BLOCK_BYTES = 1024 * 1024
const FIRST_LINES = 4096

/** A line that never ends is cut into lines of this size, so that no line is more than memory. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024

const SOURCES: readonly LogSource[] = ['stdout', 'stderr', 'note']
const SOURCE_MASK = 0b11
const HAS_STAMP = 0b100

const LF = 0x0a

/**
 * The lines of a log, in memory: their bytes as they came, in blocks of a megabyte, and of each
 * line where it lies. Lines are numbered from 0; the oldest give way to a budget. In a block a line
 * feed follows each line, so that many can be searched at once.
 */
export class LogStore {
  readonly #budget: number
  /** Null where the lines of a block have given way. */
  readonly #blocks: (Uint8Array | null)[] = []
  #kept = 0
  /** What of the newest block is used. */
  #used = 0
  /** The line that lies first in the arrays. */
  #base = 0
  #first = 0
  #end = 0
  #block = new Uint32Array(FIRST_LINES)
  #at = new Uint32Array(FIRST_LINES)
  #length = new Uint32Array(FIRST_LINES)
  #seconds = new Float64Array(FIRST_LINES)
  #nanos = new Uint32Array(FIRST_LINES)
  #flags = new Uint8Array(FIRST_LINES)

  /** @param budget bytes of text that are kept at most; the newest block always is. */
  constructor(budget: number) {
    this.#budget = budget
  }

  /** The oldest line that is kept. */
  get first(): number {
    return this.#first
  }

  /** One more than the number of the newest line. */
  get end(): number {
    return this.#end
  }

  /** Bytes that the text takes, with what of its blocks is not used. */
  get bytes(): number {
    return this.#kept
  }

  /** Appends a line; its bytes are copied. */
  add(source: LogSource, stamp: Stamp | undefined, bytes: Uint8Array): void {
    const at = this.#end - this.#base
    if (at === this.#block.length) this.#grow()
    const begin = this.#room(bytes.length + 1)
    const block = this.#blocks.at(-1) as Uint8Array
    block.set(bytes, begin)
    block[begin + bytes.length] = LF
    this.#block[at] = this.#blocks.length - 1
    this.#at[at] = begin
    this.#length[at] = bytes.length
    this.#seconds[at] = stamp?.seconds ?? 0
    this.#nanos[at] = stamp?.nanos ?? 0
    this.#flags[at] = SOURCES.indexOf(source) | (stamp ? HAS_STAMP : 0)
    this.#end += 1
  }

  /** Appends to the newest line. */
  extend(bytes: Uint8Array): void {
    const { source, stamp, bytes: before } = this.line(this.#end - 1)
    if (before.length + bytes.length > MAX_LINE_BYTES) return this.add(source, stamp, bytes)
    const at = this.#end - 1 - this.#base
    const end = (this.#at[at] as number) + before.length
    const block = this.#blocks.at(-1) as Uint8Array
    if (end + bytes.length + 1 <= block.length) {
      block.set(bytes, end)
      block[end + bytes.length] = LF
      this.#length[at] = before.length + bytes.length
      this.#used = end + bytes.length + 1
      return
    }
    // In a block of its own it has room to double, so that a long line is not copied again and again.
    const both = new Uint8Array(before.length + bytes.length)
    both.set(before)
    both.set(bytes, before.length)
    this.pop(1)
    this.#open(Math.max(BLOCK_BYTES, both.length * 2))
    this.add(source, stamp, both)
  }

  /** A line that is kept: from `first`, and before `end`. */
  line(line: number): StoredLine {
    const at = line - this.#base
    const flags = this.#flags[at] as number
    const stamp = { seconds: this.#seconds[at] as number, nanos: this.#nanos[at] as number }
    return {
      source: SOURCES[flags & SOURCE_MASK] as LogSource,
      stamp: flags & HAS_STAMP ? stamp : undefined,
      bytes: this.#bytesAt(at),
    }
  }

  /** How many bytes the line has. */
  lengthOf(line: number): number {
    return this.#length[line - this.#base] as number
  }

  /**
   * The lines from this one on that lie in one block, at most so many: their bytes, with a line
   * feed after each, and where among these each line begins.
   */
  run(from: number, most: number): LineRun {
    const at = from - this.#base
    const block = this.#block[at] as number
    const begin = this.#at[at] as number
    const last = Math.min(this.#end, from + most) - this.#base
    let end = at
    while (end < last && this.#block[end] === block) end += 1
    const to = (this.#at[end - 1] as number) + (this.#length[end - 1] as number) + 1
    return {
      lines: end - at,
      bytes: (this.#blocks[block] as Uint8Array).subarray(begin, to),
      startOf: (line) => (this.#at[at + line] as number) - begin,
    }
  }

  /** Takes the newest lines back. */
  pop(lines: number): void {
    const end = Math.max(this.#first, this.#end - lines)
    if (end === this.#end) return
    const at = end - this.#base
    // What lies between two lines of a block would be taken for one.
    if (this.#block[at] === this.#blocks.length - 1) this.#used = this.#at[at] as number
    else this.#used = this.#blocks.at(-1)?.length ?? 0
    this.#end = end
  }

  /** Lets go of the oldest lines. */
  dropFirst(lines: number): void {
    this.#first = Math.min(this.#end, this.#first + lines)
  }

  #bytesAt(at: number): Uint8Array {
    const begin = this.#at[at] as number
    const block = this.#blocks[this.#block[at] as number] as Uint8Array
    return block.subarray(begin, begin + (this.#length[at] as number))
  }

  /** Where so many bytes may be written in the newest block. */
  #room(bytes: number): number {
    const block = this.#blocks.at(-1)
    if (!block || this.#used + bytes > block.length) this.#open(Math.max(BLOCK_BYTES, bytes))
    const begin = this.#used
    this.#used += bytes
    return begin
  }

  #open(bytes: number): void {
    this.#blocks.push(new Uint8Array(newBuffer(bytes)))
    this.#kept += bytes
    this.#used = 0
    for (let block = 0; this.#kept > this.#budget && block < this.#blocks.length - 1; block++) {
      this.#letGo(block)
    }
  }

  #letGo(block: number): void {
    const bytes = this.#blocks[block]
    if (!bytes) return
    this.#blocks[block] = null
    this.#kept -= bytes.length
    while (this.#first < this.#end && (this.#block[this.#first - this.#base] as number) <= block) {
      this.#first += 1
    }
  }

  /** Twice the room, without the lines that have given way. */
  #grow(): void {
    const from = this.#first - this.#base
    const kept = this.#end - this.#first
    const room = Math.max(FIRST_LINES, kept * 2)
    this.#block = moved(this.#block, new Uint32Array(room), from)
    this.#at = moved(this.#at, new Uint32Array(room), from)
    this.#length = moved(this.#length, new Uint32Array(room), from)
    this.#seconds = moved(this.#seconds, new Float64Array(room), from)
    this.#nanos = moved(this.#nanos, new Uint32Array(room), from)
    this.#flags = moved(this.#flags, new Uint8Array(room), from)
    this.#base = this.#first
  }
}

/** Shared where that can be, so that another worker can search what it holds. */
function newBuffer(bytes: number): ArrayBufferLike {
  return globalThis.crossOriginIsolated ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
}

/** Lines that lie beside each other. */
export interface LineRun {
  readonly lines: number
  readonly bytes: Uint8Array
  /** Where a line begins, by its place in the run. */
  startOf(line: number): number
}

function moved<Column extends Uint32Array | Float64Array | Uint8Array>(
  column: Column,
  into: Column,
  from: number,
): Column {
  into.set(column.subarray(from))
  return into
}
