import type { FindQuery } from '../../workers/log/find-pattern.ts'
import type { LineDetails } from '../../workers/log/line-details.ts'
import type { LogCriteria } from '../../workers/log/log-criteria.ts'
import type { Place } from '../../workers/log/log-rows.ts'
import type { SpillTrouble } from '../../workers/log/spill.ts'
import type { StampStyle } from '../../workers/log/stamp-words.ts'
import type { TimeZone } from './filter-times.ts'
import type { FindState } from './log-finder.ts'
import type { LogPhase } from './log-phase.ts'
import type { MemberState } from './log-reading.ts'
import type { SavingState } from './log-saver.ts'
import type { MatchLines } from './log-search.ts'
import type { OlderPhase } from './older-reading.ts'
import type { LogSelection } from './log-selection.ts'

/** What a log view shows beside the lines. */
export interface LogState {
  readonly phase: LogPhase
  /** How the lines before the newest ones are coming. */
  readonly older: OlderPhase
  /** The containers of a merged log. */
  readonly members: readonly MemberState[]
  /** The name of its container stands before each line. */
  readonly names: boolean
  /** All that have come so far, those that are not shown yet included. */
  readonly lines: number
  /** The oldest had to give way. */
  readonly isCut: boolean
  /** Why no file took them. */
  readonly trouble: SpillTrouble | undefined
  /** Some could not be read back from the file. */
  readonly isLost: boolean
  readonly following: boolean
  /** Came while it was paused. */
  readonly newLines: number
  readonly stamps: boolean
  /** How stamps are shown where they are. */
  readonly stampStyle: Exclude<StampStyle, 'off'>
  readonly wrap: boolean
  /** Lines with fields are laid out by them. */
  readonly fields: boolean
  /** Keys of fields that were seen so far, and those of them that are not shown. */
  readonly keys: readonly string[]
  readonly hiddenKeys: readonly string[]
  /** Nothing has come since the start, or since the view was cleared. */
  readonly empty: boolean
  /** Which part of the log the screen shows. */
  readonly view: LogWindow
  readonly selection: LogSelection | undefined
  /** The line that a person is at; nothing before they have chosen one. */
  readonly current: number | undefined
  /** All that is known of it; nothing where nobody wants to know. */
  readonly details: LineDetails | undefined
  /** What the field for it holds. */
  readonly query: FindQuery
  /** Nothing is looked for. */
  readonly find: FindState | undefined
  /** Nothing is being saved. */
  readonly saving: SavingState | undefined
  /** Which lines are shown by what was found in them. */
  readonly matchLines: MatchLines
  /** What lines must meet to be shown. */
  readonly criteria: LogCriteria
  /** How many do; nothing where all do. */
  readonly passing: number | undefined
  /** Not all lines have been looked at whether they do. */
  readonly isFiltering: boolean
}

/** What of it is remembered for every view. */
export type LogLook = Pick<LogState, 'wrap' | 'stamps' | 'stampStyle'>

/** What of it is remembered for this log. */
export type FieldsLook = Pick<LogState, 'fields' | 'hiddenKeys'>

/** A part of a log, in lines and columns. */
export interface LogWindow {
  /** About how many lines are shown in all, and how many of them before those on screen. */
  readonly lines: number
  readonly before: number
  readonly top: Place
  readonly rows: number
  readonly columns: number
  /** The first column on the screen, and how many the widest line there has. */
  readonly left: number
  readonly widest: number
}

/** The zone that a person reads times in: that of the stamps they see. */
export function zoneOf({ stamps, stampStyle }: LogState): TimeZone {
  return stamps && stampStyle === 'utc' ? 'utc' : 'local'
}

const NO_QUERY: FindQuery = { text: '', isRegExp: false, matchCase: false, wholeWord: false }

/** Before anything has come. */
export const INITIAL: LogState = {
  phase: { kind: 'opening' },
  older: 'waiting',
  members: [],
  names: true,
  lines: 0,
  isCut: false,
  trouble: undefined,
  isLost: false,
  following: true,
  newLines: 0,
  stamps: false,
  stampStyle: 'local',
  wrap: true,
  fields: false,
  keys: [],
  hiddenKeys: [],
  empty: true,
  view: { lines: 0, before: 0, top: { line: 0, row: 0 }, rows: 0, columns: 0, left: 0, widest: 0 },
  selection: undefined,
  current: undefined,
  details: undefined,
  query: NO_QUERY,
  find: undefined,
  matchLines: { kind: 'all', context: 0 },
  criteria: {},
  passing: undefined,
  isFiltering: false,
  saving: undefined,
}

/** False while lines before those that are there may still come. */
export function isWhole({ older, phase, lines }: LogState): boolean {
  if (older !== 'waiting') return older !== 'reading'
  // An empty log has none, and one that cannot be read any more brings none.
  return (
    phase.kind !== 'opening' && (lines === 0 || phase.kind === 'gone' || phase.kind === 'failed')
  )
}

/** False while it is not known of all lines whether they are shown. */
export function isShownWhole({ isFiltering, matchLines, find }: LogState): boolean {
  return !isFiltering && (matchLines.kind === 'all' || (find?.isDone ?? true))
}
