import type { LogPiece, LogSource } from './log-piece.ts'

export interface LogMemoryLimits {
  readonly lines: number
  readonly chars: number
}

/** Removing pieces one by one from the front of an array would cost its length each time. */
const SWEEP_PIECES = 4096

/** The newest lines of a log, as they are drawn: the oldest give way. */
export interface LogMemory {
  add(piece: LogPiece): void
  clear(): void
  /** Oldest first. */
  pieces(): readonly LogPiece[]
  /** Who wrote these lines, counted back from the newest, which is 0. */
  sourcesFromEnd(first: number, count: number): readonly LogSource[]
}

/** Remembers lines within limits. */
export function createLogMemory({ lines, chars }: LogMemoryLimits): LogMemory {
  let kept: LogPiece[] = []
  let from = 0
  let keptLines = 0
  let keptChars = 0

  function dropOldest(): void {
    const piece = kept[from]
    if (!piece) return
    from += 1
    keptChars -= piece.text.length
    if (piece.starts) keptLines -= 1
  }

  return {
    add(piece) {
      kept.push(piece)
      keptChars += piece.text.length
      if (piece.starts) keptLines += 1
      while ((keptLines > lines || keptChars > chars) && from < kept.length - 1) dropOldest()
      if (from < SWEEP_PIECES) return
      kept = kept.slice(from)
      from = 0
    },
    clear() {
      kept = []
      from = keptLines = keptChars = 0
    },
    pieces: () => kept.slice(from),
    sourcesFromEnd(first, count) {
      const found: LogSource[] = []
      let line = -1
      for (let at = kept.length - 1; at >= from && found.length < count; at--) {
        const piece = kept[at]
        if (!piece?.starts) continue
        line += 1
        if (line >= first) found.push(piece.source)
      }
      return found
    },
  }
}
