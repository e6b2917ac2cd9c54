import type { LogEnd } from '#shared/contract/logs.ts'
import type { EngineErrorShape } from '#shared/errors.ts'
import type { LogSource } from './byte-lines.ts'
import type { LineDetails } from './line-details.ts'
import type { LogCriteria } from './log-criteria.ts'
import type { LogFileStyle } from './log-file.ts'
import type { LineLead, RowsWish, ShownRows } from './log-rows.ts'
import type { SavedLog } from './save-log.ts'
import type { MatchChoice } from './shown-lines.ts'
import type { SpillTrouble } from './spill.ts'

/** What the window asks of the worker that keeps a log. */
export type LogCommand =
  /** Merges what is read from now on. Said again as containers come. */
  | { readonly kind: 'members'; readonly members: readonly LogMember[] }
  /** Comes with the port that the newest lines are read from, and all that come. */
  | ({ readonly kind: 'recent'; readonly reading: number } & RecentWish)
  /** Comes with a port that the newest lines of a merged log are read from, before what comes. */
  | ({ readonly kind: 'first'; readonly reading: number } & FirstWish)
  /** Comes with a port for each of these: what lies before the newest lines, of all containers. */
  | { readonly kind: 'older'; readonly readings: readonly OlderWish[] }
  | ({ readonly kind: 'note' } & LogNote)
  | { readonly kind: 'stop'; readonly reading: number }
  | { readonly kind: 'rows'; readonly question: number; readonly wish: RowsWish }
  | { readonly kind: 'text'; readonly question: number; readonly span: Span }
  | { readonly kind: 'line'; readonly question: number; readonly line: number }
  | { readonly kind: 'details'; readonly question: number; readonly wish: DetailsWish }
  /** Comes with a port on which lines are asked for, to be searched. */
  | { readonly kind: 'serve' }
  /** Comes with the port of a pipe that what is wished for is written into. */
  | { readonly kind: 'save'; readonly save: number; readonly wish: SaveWish }
  | { readonly kind: 'stop-save'; readonly save: number }
  /** Only lines that pass are shown; looks at those from a line on first. */
  | { readonly kind: 'filter'; readonly criteria: LogCriteria; readonly near: number }
  /** Only some of those are shown, by what was found in them. */
  | { readonly kind: 'choose'; readonly choice: MatchChoice | undefined }
  /** Ends all readings; `closed` answers. */
  | { readonly kind: 'close' }

/** A container of a merged log; its number is its place among them. */
export interface LogMember {
  /** Stands before its lines. */
  readonly name: string
  /** Said before the newest lines were asked for: those of all such come together. */
  readonly isFirst: boolean
}

/** How the newest lines of a container are read. */
export interface RecentWish {
  readonly member?: number | undefined
  /** Stands before the first line that is new. */
  readonly noteBefore?: string | undefined
  /** The member has become another container. */
  readonly isNew?: boolean | undefined
}

/** A reading of a container's newest lines that ends with them. */
export interface FirstWish {
  readonly member: number
  /** So many lines were asked for: where as many come, there are more before them. */
  readonly tail: number
}

/** A reading of what lies before the newest lines of a container. */
export interface OlderWish {
  readonly reading: number
  readonly member: number
}

/** Something that happened to a container, for a line between those of its log. */
export interface LogNote {
  readonly member: number
  readonly text: string
  /** Milliseconds since the epoch, with a fraction. */
  readonly at: number
}

/** What of a log is to be saved, and how. */
export interface SaveWish extends LogFileStyle {
  /** The container's name. */
  readonly container: string
  /** Only the lines that are shown, and of these what was not cleared: from this one on. */
  readonly shownAfter: number | undefined
}

/** A part of a log as text. */
export interface Span extends LineLead {
  readonly from: Position
  readonly to: Position
  /** Characters that are wanted at most. */
  readonly most: number
}

/** A part of a log, whole lines of it where there were too many characters. */
export interface SpanText {
  readonly text: string
  readonly isCut: boolean
}

/** Which line all is to be told of. */
export interface DetailsWish {
  readonly line: number
  /** The one that is shown after it instead, or before it, where there is one. */
  readonly by: -1 | 0 | 1
  /** The first line that may be shown: what is before it was cleared. */
  readonly after: number
}

/** What is known of one line. */
export interface LineFacts {
  readonly line: number
  readonly source: LogSource
  /** When it was taken, in ms of Unix time; nothing where it has no stamp. */
  readonly time: number | undefined
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
  | {
      readonly kind: 'answer'
      readonly question: number
      readonly answer: ShownRows | SpanText | LineFacts | LineDetails
    }
  /** Something of ours went wrong. */
  | { readonly kind: 'unanswered'; readonly question: number; readonly error: EngineErrorShape }
  /** So many lines have been written. */
  | { readonly kind: 'saving'; readonly save: number; readonly lines: number }
  | { readonly kind: 'saved'; readonly save: number; readonly saved: SavedLog }
  | { readonly kind: 'unsaved'; readonly save: number; readonly error: EngineErrorShape }
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
  /** The moment up to which older lines are missing, as the Engine API takes times. */
  readonly firstAt: string | undefined
  /** The first of a merged log's lines are known to be the oldest. */
  readonly isWhole: boolean
  /** How many filters have been given so far: the next two are about the last. */
  readonly filters: number
  /** How many lines pass the filter, as far as is known; nothing where there is none. */
  readonly passing: number | undefined
  /** Not all lines have been looked at whether they pass. */
  readonly isFiltering: boolean
}
