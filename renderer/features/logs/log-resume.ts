import type { LogPiece } from './log-piece.ts'

/** Joins the readings of one log: each begins some way back, and nothing is shown twice. */
export interface LogResume {
  /** The log is read anew. */
  begin(): void
  /** What of the reading is new. `gap` is set once, when lines between may be missing. */
  take(pieces: readonly LogPiece[]): { readonly fresh: readonly LogPiece[]; readonly gap: boolean }
}

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

  function isKnown({ stamp }: LogPiece): boolean {
    if (known.stamp === '' || stamp === '' || stamp > known.stamp) return false
    if (stamp < known.stamp) return true
    known = { ...known, lines: known.lines - 1 }
    return known.lines >= 0
  }

  function remember({ stamp, starts }: LogPiece): void {
    if (!starts || stamp < last) return
    atLast = stamp === last ? atLast + 1 : 1
    last = stamp
  }

  return {
    begin() {
      known = { stamp: last, lines: atLast }
      overlapped = false
      dropping.stdout = dropping.stderr = false
    },
    take(pieces) {
      const fresh: LogPiece[] = []
      let gap = false
      for (const piece of pieces) {
        if (piece.starts) dropping[piece.source] = isKnown(piece)
        if (dropping[piece.source]) {
          overlapped = true
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
