import type { FindQuery } from './find-pattern.ts'

/** What the window asks of the worker that searches. */
export type FindCommand =
  /** Comes with the port on which the log's own worker answers `LinesWish`es. */
  | { readonly kind: 'source' }
  /** In all lines from `first` to before `end`, beginning at `near`. */
  | {
      readonly kind: 'find'
      readonly search: number
      readonly query: FindQuery
      readonly first: number
      readonly end: number
      readonly near: number
    }
  /** Lines have come before or after those that were there, or the newest has grown. */
  | { readonly kind: 'extent'; readonly first: number; readonly end: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'marks'; readonly question: number; readonly texts: readonly string[] }

/** What it tells. */
export type FindReport =
  | { readonly kind: 'fault'; readonly search: number; readonly fault: string }
  | FoundChunk
  /** All lines that there are have been searched. */
  | { readonly kind: 'done'; readonly search: number }
  /** Of each text: pairs of begin and end. */
  | {
      readonly kind: 'marks'
      readonly question: number
      readonly marks: readonly (readonly number[])[]
    }

/** What was found in some lines: the line of each match, in order. It counts for these lines. */
export interface FoundChunk {
  readonly kind: 'found'
  readonly search: number
  /** The lines that were searched: from this one, so many. */
  readonly from: number
  readonly count: number
  readonly lines: Int32Array
}

/** The searcher to the keeper of the lines. */
export interface LinesWish {
  readonly from: number
  readonly most: number
}

/** Lines beside each other; none where the wish was for lines that are no more. */
export interface LinesAnswer {
  readonly from: number
  readonly lines: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly starts: Uint32Array<ArrayBuffer>
  /** 1 for each that passes the filter; all do where this is missing. */
  readonly passing?: Uint8Array
}
