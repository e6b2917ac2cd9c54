import type { LogLines } from './log-lines.ts'
import type { StoredLine } from './log-store.ts'
import type { Stamp } from './stamp.ts'
import { stripSequences } from './strip-sequences.ts'

/** How a log is written into a file. */
export interface LogFileStyle {
  /**
   * `plain`: the container's own bytes, as `docker logs` prints them; `stamps`: as `docker logs
   * --timestamps` does; `json`: an object a line, bytes that are no UTF-8 replaced by U+FFFD.
   */
  readonly format: 'plain' | 'stamps' | 'json'
  /** Else without what is meant for a terminal. */
  readonly keepsColours: boolean
}

/** The same, with the containers known. */
export interface NamedFileStyle extends LogFileStyle {
  /** Of several containers: each line of text begins with the name of its own. */
  readonly isMerged: boolean
  nameOf(member: number): string
}

/** Which of its lines. */
export interface ChosenLines {
  readonly from: number
  /** One more than the last. */
  readonly end: number
  /** The first that is wanted, from this one on. */
  atOrAfter(line: number): number
  /** Every line is. */
  readonly isAll: boolean
}

/** A part of a file, and how many lines it has. */
export interface LogFilePart {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly lines: number
  /** Lines that gave way before they could be written. */
  readonly missed: number
}

/** Large enough to be written at speed, small enough that a cancel is heard. */
const PART_BYTES = 256 * 1024
const MANY_LINES = 100_000

const LF = 0x0a
const ENDS = {
  lf: Uint8Array.of(LF),
  crlf: Uint8Array.of(0x0d, LF),
  none: new Uint8Array(0),
} as const

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A log as the bytes of a file, part by part. Notes of ours are no lines of the log. */
export function* logFileParts(
  log: LogLines,
  chosen: ChosenLines,
  style: NamedFileStyle,
): Generator<LogFilePart> {
  const isPlain = style.format === 'plain' && style.keepsColours && !style.isMerged
  const isAsItCame = isPlain && chosen.isAll
  let line = chosen.from
  while (line < chosen.end) {
    // Between two parts the oldest lines may have given way.
    const missed = Math.max(0, Math.min(log.first, chosen.end) - line)
    line = chosen.atOrAfter(line + missed)
    if (line >= chosen.end) {
      if (missed > 0) yield { bytes: new Uint8Array(0), lines: 0, missed }
      return
    }
    const run = isAsItCame ? log.run(line, Math.min(MANY_LINES, chosen.end - line)) : undefined
    if (run?.isAsItCame() === true) {
      yield { bytes: run.bytes.slice(), lines: run.lines, missed }
      line += run.lines
      continue
    }
    const part = createPart()
    while (line < chosen.end && part.bytes < PART_BYTES) {
      part.add(written(log.line(line), style))
      line = chosen.atOrAfter(line + 1)
    }
    yield { bytes: part.take(), lines: part.lines, missed }
  }
}

/** A line as the file has it, in pieces; nothing of a note. */
function written(line: StoredLine, style: NamedFileStyle): readonly Uint8Array[] | undefined {
  if (line.source === 'note') return undefined
  const bytes = style.keepsColours ? line.bytes : stripSequences(line.bytes)
  switch (style.format) {
    case 'plain':
    case 'stamps':
      // Another container's line may follow one that has no end of its own.
      return [
        lead(line, style),
        bytes,
        ENDS[line.end === 'none' && style.isMerged ? 'lf' : line.end],
      ]
    case 'json': {
      const entry = {
        time: line.stamp ? stampText(line.stamp) : null,
        stream: line.source,
        container: style.nameOf(line.member),
        line: decoder.decode(bytes),
      }
      return [encoder.encode(`${JSON.stringify(entry)}\n`)]
    }
    default:
      return style.format satisfies never
  }
}

/** What stands before the bytes of a line. */
function lead(
  { stamp, member }: StoredLine,
  { format, isMerged, nameOf }: NamedFileStyle,
): Uint8Array {
  const name = isMerged ? `${nameOf(member)} | ` : ''
  return encoder.encode(format === 'stamps' && stamp ? `${name}${stampText(stamp)} ` : name)
}

/** Collects pieces, which are copied. */
function createPart() {
  let buffer = new Uint8Array(PART_BYTES * 2)
  let used = 0
  let lines = 0
  return {
    get bytes() {
      return used
    },
    get lines() {
      return lines
    },
    add(pieces: readonly Uint8Array[] | undefined) {
      if (!pieces) return
      lines += 1
      for (const piece of pieces) {
        if (used + piece.length > buffer.length) buffer = grown(buffer, used + piece.length)
        buffer.set(piece, used)
        used += piece.length
      }
    },
    take: () => buffer.slice(0, used),
  }
}

function grown(buffer: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(needed * 2)
  larger.set(buffer)
  return larger
}

const MS_PER_S = 1000
const NANO_DIGITS = 9

/** `2026-11-23T21:16:41.123456789Z`, as the engine writes it. */
function stampText({ seconds, nanos }: Stamp): string {
  const whole = new Date(seconds * MS_PER_S).toISOString().slice(0, -'.000Z'.length)
  return `${whole}.${String(nanos).padStart(NANO_DIGITS, '0')}Z`
}
