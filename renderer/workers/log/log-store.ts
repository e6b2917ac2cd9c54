import type { BlockKeeper } from './block-keeper.ts'
import type { LineEnd, LogSource } from './byte-lines.ts'
import {
  BLOCK_LINES,
  endIn,
  flagsOf,
  hasStampIn,
  isAsItCame,
  memberIn,
  sourceIn,
  stopOf,
  TEXT_BYTES,
  type BlockData,
  type LogBlock,
} from './log-block.ts'
import type { Stamp } from './stamp.ts'

/** One line as it is kept. */
export interface StoredLine {
  readonly source: LogSource
  readonly stamp: Stamp | undefined
  /** Which of several containers it is of, where several are in one log. */
  readonly member: number
  /** A view: used at once, or copied. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly end: LineEnd
}

/** A line that never ends is cut into lines of this size, so that no line is more than memory. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024

const LF = 0x0a

const MS_PER_S = 1000
const NS_PER_MS = 1e6

/**
 * The lines of a log: their bytes as they came, in blocks that a keeper keeps. Lines are numbered
 * from 0. In a block a line feed follows each line, so that many can be searched at once.
 */
export class LogStore {
  readonly #keeper: BlockKeeper
  /** The oldest first. Lines are added to the last, while it is open. */
  readonly #blocks: LogBlock[] = []
  #first = 0
  #end = 0

  constructor(keeper: BlockKeeper) {
    this.#keeper = keeper
  }

  /** The oldest line that is kept. */
  get first(): number {
    return this.#first
  }

  /** One more than the number of the newest line. */
  get end(): number {
    return this.#end
  }

  /** Appends a line; its bytes are copied. */
  add(
    source: LogSource,
    stamp: Stamp | undefined,
    bytes: Uint8Array,
    end: LineEnd = 'lf',
    member = 0,
  ): void {
    const block = this.#room(bytes.length + 1)
    const data = this.#keeper.read(block)
    const at = block.lines
    data.starts[at] = block.used
    data.seconds[at] = stamp?.seconds ?? 0
    data.nanos[at] = stamp?.nanos ?? 0
    data.flags[at] = flagsOf(source, stamp !== undefined, end, member)
    block.lines += 1
    this.#end += 1
    append(block, data, bytes)
  }

  /** Appends to the newest line. */
  extend(bytes: Uint8Array, end: LineEnd = 'lf'): void {
    const { source, stamp, member, bytes: before } = this.line(this.#end - 1)
    if (before.length + bytes.length > MAX_LINE_BYTES) {
      return this.add(source, stamp, bytes, end, member)
    }
    const block = this.#blocks.at(-1) as LogBlock
    const data = this.#keeper.read(block)
    if (block.isOpen && block.used + bytes.length <= data.text.length) {
      block.used -= 1
      append(block, data, bytes)
      data.flags[block.lines - 1] = flagsOf(source, stamp !== undefined, end, member)
      return
    }
    // In a block of its own it has room to double, so that a long line is not copied again and again.
    const both = new Uint8Array(before.length + bytes.length)
    both.set(before)
    both.set(bytes, before.length)
    this.pop(1)
    this.#open(both.length * 2)
    this.add(source, stamp, both, end, member)
  }

  /** A line that is kept: from `first`, and before `end`. */
  line(line: number): StoredLine {
    const block = this.#blockOf(line)
    const data = this.#keeper.read(block)
    const at = line - block.first
    const flags = data.flags[at] as number
    const stamp = { seconds: data.seconds[at] as number, nanos: data.nanos[at] as number }
    return {
      source: sourceIn(flags),
      stamp: hasStampIn(flags) ? stamp : undefined,
      member: memberIn(flags),
      bytes: data.text.subarray(data.starts[at], stopOf(block, data, at)),
      end: endIn(flags),
    }
  }

  /** The container of the line. */
  memberOf(line: number): number {
    const block = this.#blockOf(line)
    return memberIn(this.#keeper.read(block).flags[line - block.first] as number)
  }

  /** Who wrote the line; quicker than all of it. */
  sourceOf(line: number): LogSource {
    const block = this.#blockOf(line)
    return sourceIn(this.#keeper.read(block).flags[line - block.first] as number)
  }

  /** When the line was taken, in ms of Unix time with a fraction; nothing where it has no stamp. */
  timeOf(line: number): number | undefined {
    const block = this.#blockOf(line)
    const { flags, seconds, nanos } = this.#keeper.read(block)
    const at = line - block.first
    if (!hasStampIn(flags[at] as number)) return undefined
    return (seconds[at] as number) * MS_PER_S + (nanos[at] as number) / NS_PER_MS
  }

  /** How many bytes the line has. */
  lengthOf(line: number): number {
    return this.line(line).bytes.length
  }

  /**
   * The lines from this one on that lie in one block, at most so many: their bytes, with a line
   * feed after each, and where among these each line begins.
   */
  run(from: number, most: number): LineRun {
    const block = this.#blockOf(from)
    const data = this.#keeper.read(block)
    const at = from - block.first
    const lines = Math.min(block.lines - at, most)
    const begin = data.starts[at] as number
    return {
      lines,
      bytes: data.text.subarray(begin, stopOf(block, data, at + lines - 1) + 1),
      startOf: (line) => (data.starts[at + line] as number) - begin,
      isAsItCame: () => data.flags.subarray(at, at + lines).every(isAsItCame),
      sourceOf: (line) => sourceIn(data.flags[at + line] as number),
    }
  }

  /** Takes the newest lines back. */
  pop(lines: number): void {
    const end = Math.max(this.#first, this.#end - lines)
    while (this.#end > end) {
      const block = this.#blocks.at(-1) as LogBlock
      const left = Math.max(0, end - block.first)
      if (left === 0) {
        this.#keeper.drop(block)
        this.#blocks.pop()
      } else {
        block.used = this.#keeper.read(block).starts[left] as number
        block.lines = left
      }
      this.#end = block.first + left
    }
  }

  /** Lets go of the oldest lines. */
  dropFirst(lines: number): void {
    this.#first = Math.min(this.#end, this.#first + lines)
  }

  /** Lets go of the oldest block; false where there is only the one that lines are added to. */
  dropOldest(): boolean {
    const [oldest] = this.#blocks
    if (!oldest || oldest.isOpen) return false
    this.#keeper.drop(oldest)
    this.#blocks.shift()
    this.#first = Math.max(this.#first, this.#blocks[0]?.first ?? this.#end)
    return true
  }

  /** No more lines are added to what there is. */
  seal(): void {
    const newest = this.#blocks.at(-1)
    if (newest) newest.isOpen = false
  }

  /** Lets go of all. */
  clear(): void {
    for (const block of this.#blocks.splice(0)) this.#keeper.drop(block)
    this.#first = this.#end
  }

  #blockOf(line: number): LogBlock {
    let [low, high] = [0, this.#blocks.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#blocks[middle] as LogBlock).first <= line) low = middle
      else high = middle - 1
    }
    return this.#blocks[low] as LogBlock
  }

  /** The block that so many bytes of text may be added to. */
  #room(bytes: number): LogBlock {
    const block = this.#blocks.at(-1)
    const isFull =
      !block?.isOpen ||
      block.lines === BLOCK_LINES ||
      block.used + bytes > this.#keeper.read(block).text.length
    return isFull ? this.#open(bytes) : block
  }

  #open(bytes: number): LogBlock {
    this.seal()
    const block = this.#keeper.open(this.#end, Math.max(TEXT_BYTES, bytes))
    this.#blocks.push(block)
    return block
  }
}

/** Puts bytes and a line feed behind what the block has. */
function append(block: LogBlock, { text }: BlockData, bytes: Uint8Array): void {
  text.set(bytes, block.used)
  block.used += bytes.length + 1
  text[block.used - 1] = LF
}

/** Lines that lie beside each other. */
export interface LineRun {
  readonly lines: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where a line begins, by its place in the run. */
  startOf(line: number): number
  /** The bytes are all the container's own, their ends included. */
  isAsItCame(): boolean
  sourceOf(line: number): LogSource
}
