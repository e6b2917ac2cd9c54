import type { LinePart, LogSource } from './byte-lines.ts'
import { compareStamps, type Stamp } from './stamp.ts'

/** Joins the readings of one log: each begins some way back, and nothing is kept twice. */
export interface LogResume {
  /** The log is read anew. */
  begin(): void
  /** What of the part is new: all of it, its rest, or nothing. */
  take(part: LinePart): LinePart | undefined
  /** True once after the first new line of a reading that did not meet the one before. */
  takeGap(): boolean
}

/** The last line of a source, which may have been cut: whatever comes of it later is new. */
interface LastLine {
  readonly stamp: Stamp | undefined
  /** How many lines of the source have this stamp, itself included. */
  readonly nth: number
  readonly bytes: number
  /** Its end has come. */
  readonly isWhole: boolean
}

const NO_LINE: LastLine = { stamp: undefined, nth: 0, bytes: 0, isWhole: true }

/**
 * Knows lines by their stamps. Two lines may have the same one, so those of the last stamp are
 * counted.
 */
export function createLogResume(): LogResume {
  let last: Stamp | undefined
  let atLast = 0
  /** Of the reading: the last stamp as it began, and how many lines of it are to come. */
  let known: Stamp | undefined
  let knownLines = 0
  let overlapped = false
  let gap = false
  const dropping = { stdout: false, stderr: false, note: false }
  const lines: Record<LogSource, LastLine> = { stdout: NO_LINE, stderr: NO_LINE, note: NO_LINE }
  /** Of the reading: the last lines as it began, with those still to come before each. */
  let cut = { ...lines }
  /** How much of the line being dropped was seen: all of it, but for one that may have been cut. */
  const seen = { stdout: 0, stderr: 0, note: 0 }

  function isKnown(stamp: Stamp | undefined): boolean {
    if (!known || !stamp) return false
    const order = compareStamps(stamp, known)
    if (order !== 0) return order < 0
    knownLines -= 1
    return knownLines >= 0
  }

  function seenOf(source: LogSource, stamp: Stamp | undefined): number {
    const line = cut[source]
    if (!isSame(stamp, line.stamp)) return Infinity
    cut[source] = { ...line, nth: line.nth - 1 }
    return line.nth === 1 ? line.bytes : Infinity
  }

  /** What a cut line has beyond that which was seen of it. */
  function restOf(part: LinePart): LinePart | undefined {
    const { source, bytes, end } = part
    const rest = bytes.subarray(Math.min(seen[source], bytes.length))
    seen[source] = Math.max(0, seen[source] - bytes.length)
    // Of a line that was cut at its very end, the end alone is new.
    const isEndNew = end !== 'none' && !cut[source].isWhole && seen[source] === 0
    if (rest.length === 0 && !isEndNew) return undefined
    return { ...part, bytes: rest, starts: false }
  }

  function remember({ source, stamp, starts, bytes, end }: LinePart): void {
    const line = lines[source]
    const isWhole = end !== 'none'
    if (!starts) {
      lines[source] = { ...line, bytes: line.bytes + bytes.length, isWhole }
      return
    }
    const nth = isSame(stamp, line.stamp) ? line.nth + 1 : 1
    lines[source] = { stamp, nth, bytes: bytes.length, isWhole }
    if (!stamp || (last && compareStamps(stamp, last) < 0)) return
    atLast = isSame(stamp, last) ? atLast + 1 : 1
    last = stamp
  }

  return {
    begin() {
      known = last
      knownLines = atLast
      cut = { ...lines }
      overlapped = gap = false
      dropping.stdout = dropping.stderr = false
    },
    take(part) {
      const { source, stamp, starts } = part
      if (starts) {
        dropping[source] = isKnown(stamp)
        seen[source] = dropping[source] ? seenOf(source, stamp) : 0
      }
      if (dropping[source]) {
        overlapped = true
        const rest = restOf(part)
        if (rest) remember(rest)
        return rest
      }
      if (known && stamp && compareStamps(stamp, known) > 0) {
        gap ||= !overlapped
        known = undefined
      }
      remember(part)
      return part
    },
    takeGap() {
      const had = gap
      gap = false
      return had
    },
  }
}

function isSame(a: Stamp | undefined, b: Stamp | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && compareStamps(a, b) === 0)
}
