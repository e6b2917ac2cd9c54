/** Who wrote it. A note is ours: the log goes on after a stop, or lines may be missing. */
export type LogSource = 'stdout' | 'stderr' | 'note'

/** A line of a log, or the next part of a long one. */
export interface LogPiece {
  readonly source: LogSource
  /** The engine's RFC 3339 stamp of the line; empty where it gave none. */
  readonly stamp: string
  /** Without the line's end. */
  readonly text: string
  /** A new line begins here; else it goes on with the last piece of the same source. */
  readonly starts: boolean
}
