import type { LogPiece } from './log-piece.ts'

/** Joins the readings of one log: each begins some way back, and nothing is shown twice. */
export interface LogResume {
  /** The log is read anew. */
  begin(): void
  /** What of the reading is new. `gap` is set once, when lines between may be missing. */
  take(pieces: readonly LogPiece[]): { readonly fresh: readonly LogPiece[]; readonly gap: boolean }
}

/** The last line of a source, which may have been cut: whatever comes of it later is new. */
interface LastLine {
  readonly stamp: string
  /** How many lines of the source have this stamp, itself included. */
  readonly nth: number
  readonly chars: number
}

const NO_LINE: LastLine = { stamp: '', nth: 0, chars: 0 }

/**
 * Knows lines by their stamps. Two lines may have the same one, so those of the last stamp are
 * counted.
 */
export function createLogResume(): LogResume {
  let last = ''
  let atLast = 0
  /** Of the reading: what was known as it began. Empty once it is past that. */
  let known = { stamp: '', lines: 0 }
  let overlapped = false
  const dropping = { stdout: false, stderr: false, note: false }
  const lines = { stdout: NO_LINE, stderr: NO_LINE, note: NO_LINE }
  /** Of the reading: the last lines as it began, with those still to come before each. */
  let cut = { ...lines }
  /** How much of the line being dropped was seen: all of it, but for one that may have been cut. */
  const seen = { stdout: 0, stderr: 0, note: 0 }

  function isKnown({ stamp }: LogPiece): boolean {
    if (known.stamp === '' || stamp === '' || stamp > known.stamp) return false
    if (stamp < known.stamp) return true
    known = { ...known, lines: known.lines - 1 }
    return known.lines >= 0
  }

  function seenOf({ source, stamp }: LogPiece): number {
    const line = cut[source]
    if (stamp !== line.stamp) return Infinity
    cut[source] = { ...line, nth: line.nth - 1 }
    return line.nth === 1 ? line.chars : Infinity
  }

  /** What a cut line has beyond that which was seen of it. */
  function restOf(piece: LogPiece): readonly LogPiece[] {
    const text = piece.text.slice(seen[piece.source])
    seen[piece.source] = Math.max(0, seen[piece.source] - piece.text.length)
    return text === '' ? [] : [{ ...piece, text, starts: false }]
  }

  function remember({ source, stamp, starts, text }: LogPiece): void {
    const line = lines[source]
    if (!starts) lines[source] = { ...line, chars: line.chars + text.length }
    else lines[source] = { stamp, nth: stamp === line.stamp ? line.nth + 1 : 1, chars: text.length }
    if (!starts || stamp < last) return
    atLast = stamp === last ? atLast + 1 : 1
    last = stamp
  }

  return {
    begin() {
      known = { stamp: last, lines: atLast }
      cut = { ...lines }
      overlapped = false
      dropping.stdout = dropping.stderr = false
    },
    take(pieces) {
      const fresh: LogPiece[] = []
      let gap = false
      for (const piece of pieces) {
        if (piece.starts) {
          dropping[piece.source] = isKnown(piece)
          seen[piece.source] = dropping[piece.source] ? seenOf(piece) : 0
        }
        if (dropping[piece.source]) {
          overlapped = true
          const rest = restOf(piece)
          rest.forEach(remember)
          fresh.push(...rest)
          continue
        }
        if (known.stamp !== '' && piece.stamp > known.stamp) {
          gap ||= !overlapped
          known = { stamp: '', lines: 0 }
        }
        remember(piece)
        fresh.push(piece)
      }
      return { fresh, gap }
    },
  }
}
