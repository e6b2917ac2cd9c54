import type { LogEnd } from '#shared/contract/logs.ts'
import type { EngineErrorShape } from '#shared/errors.ts'
import type { RowsWish, ShownRows } from './log-rows.ts'
import type { SpillTrouble } from './spill.ts'
import type { StampStyle } from './stamp-words.ts'

/** What the window asks of the worker that keeps a log. */
export type LogCommand =
  /** Comes with the port that the log is read from. */
  | {
      readonly kind: 'read'
      readonly reading: number
      readonly part: LogPart
      readonly noteBefore?: string
    }
  | { readonly kind: 'stop'; readonly reading: number }
  | { readonly kind: 'rows'; readonly question: number; readonly wish: RowsWish }
  | { readonly kind: 'text'; readonly question: number; readonly span: Span }
  /** Comes with a port on which lines are asked for, to be searched. */
  | { readonly kind: 'serve' }
  /** Only these lines are shown, in order; all where none are named. */
  | { readonly kind: 'only'; readonly lines: Int32Array | undefined }
  /** Ends all readings; `closed` answers. */
  | { readonly kind: 'close' }

/** The newest lines and all that come, or those before them. */
export type LogPart = 'recent' | 'older'

/** A part of a log as text. */
export interface Span {
  readonly from: Position
  readonly to: Position
  readonly stamps: StampStyle
  /** Characters that are wanted at most. */
  readonly most: number
}

/** A part of a log, whole lines of it where there were too many characters. */
export interface SpanText {
  readonly text: string
  readonly isCut: boolean
}

/** Before a column of a line, as the line is laid out. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** What the worker tells. */
export type LogReport =
  | ({ readonly kind: 'lines' } & LogExtent)
  /** The first bytes of a reading have come. */
  | { readonly kind: 'began'; readonly reading: number }
  | { readonly kind: 'ended'; readonly reading: number; readonly end: LogEnd }
  | { readonly kind: 'failed'; readonly reading: number; readonly error: EngineErrorShape }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: ShownRows | SpanText }
  /** Something of ours went wrong. */
  | { readonly kind: 'unanswered'; readonly question: number; readonly error: EngineErrorShape }
  | { readonly kind: 'closed' }

/** Which lines there are. */
export interface LogExtent {
  readonly first: number
  /** One more than the number of the newest. */
  readonly end: number
  /** Counts all that came: also what only made a line longer. */
  readonly revision: number
  /** The oldest had to give way. */
  readonly isCut: boolean
  /** Why no file took them. */
  readonly trouble: SpillTrouble | undefined
  /** Some could not be read back from the file. */
  readonly isLost: boolean
  /** Lines that an older reading has so far; they are not among the others before it is done. */
  readonly olderSoFar: number
  /** When the oldest of the recent lines was taken, as the Engine API takes times. */
  readonly firstAt: string | undefined
}
