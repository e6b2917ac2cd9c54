import type { LineEnd, LogSource } from './byte-lines.ts'

/** Bytes of text in a block; one with a longer line has more. */
export const TEXT_BYTES = 1024 * 1024

/** A block has no more lines than this, so that its index has room before the text. */
export const BLOCK_LINES = 14 * 1024

/** Room for the index of a block, with a little to spare: 18 bytes a line. */
export const INDEX_BYTES = 256 * 1024

/** What a block holds. Of each line: where it begins in the text, its stamp, and what it is. */
export interface BlockData {
  readonly buffer: ArrayBuffer
  readonly text: Uint8Array<ArrayBuffer>
  readonly starts: Uint32Array
  readonly seconds: Float64Array
  readonly nanos: Uint32Array
  readonly flags: Uint16Array
}

const SOURCES: readonly LogSource[] = ['stdout', 'stderr', 'note']
const ENDS: readonly LineEnd[] = ['lf', 'crlf', 'none']
const SOURCE_MASK = 0b11
const HAS_STAMP = 0b100
const END_SHIFT = 3
const END_MASK = 0b11
/** The rest is its container: of more than 2,048 some are taken for others. */
const MEMBER_SHIFT = 5

/** What a line is, and of which container, in two bytes. */
export function flagsOf(
  source: LogSource,
  hasStamp: boolean,
  end: LineEnd,
  member: number,
): number {
  const kind = SOURCES.indexOf(source) | (hasStamp ? HAS_STAMP : 0)
  return kind | (ENDS.indexOf(end) << END_SHIFT) | (member << MEMBER_SHIFT)
}

/** Those of a note. */
export const NOTE_FLAGS = flagsOf('note', false, 'lf', 0)

export function sourceIn(flags: number): LogSource {
  return SOURCES[flags & SOURCE_MASK] as LogSource
}

export function hasStampIn(flags: number): boolean {
  return (flags & HAS_STAMP) !== 0
}

export function endIn(flags: number): LineEnd {
  return ENDS[(flags >> END_SHIFT) & END_MASK] as LineEnd
}

export function memberIn(flags: number): number {
  return flags >> MEMBER_SHIFT
}

/** A line of the container's that ended with a line feed, as it does in a block. */
export function isAsItCame(flags: number): boolean {
  return sourceIn(flags) !== 'note' && endIn(flags) === 'lf'
}

/** Lines beside each other, a line feed after each, whatever they ended with: in memory, or in a file. */
export interface LogBlock {
  /** The number of its first line. */
  readonly first: number
  lines: number
  /** Bytes of text, line feeds included. */
  used: number
  /** Bytes that it takes, index included. */
  readonly size: number
  /** The newest of its store: lines are still added to it. */
  isOpen: boolean
  /** Where it is in memory. */
  data: BlockData | undefined
  /** Where it is in the file. */
  slots: readonly number[] | undefined
}

/** A buffer as a block: the index at fixed places, so that the whole is written and read at once. */
export function asBlockData(buffer: ArrayBuffer): BlockData {
  return {
    buffer,
    text: new Uint8Array(buffer, INDEX_BYTES),
    seconds: new Float64Array(buffer, 0, BLOCK_LINES),
    starts: new Uint32Array(buffer, BLOCK_LINES * 8, BLOCK_LINES),
    nanos: new Uint32Array(buffer, BLOCK_LINES * 12, BLOCK_LINES),
    flags: new Uint16Array(buffer, BLOCK_LINES * 16, BLOCK_LINES),
  }
}

/** Where a line of a block ends in its text, before its line feed. */
export function stopOf(block: LogBlock, { starts }: BlockData, at: number): number {
  return (at + 1 < block.lines ? (starts[at + 1] as number) : block.used) - 1
}
