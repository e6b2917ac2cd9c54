/** A place in a text, both from 1. */
export interface TextPlace {
  readonly line: number
  readonly column: number
}

/** What is wrong with a text, and where. */
export interface TextProblem {
  readonly from: TextPlace
  readonly to: TextPlace
  readonly severity: 'error' | 'warning'
  readonly text: string
}

/** A line that stands out, and what is said under it. */
export interface MarkedLine {
  readonly line: number
  readonly text: string
}
