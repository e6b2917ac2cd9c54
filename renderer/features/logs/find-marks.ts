import { charWidth } from '../../workers/log/char-width.ts'
import type { ShownRow } from '../../workers/log/log-rows.ts'
import type { Match } from './log-matches.ts'

/** Some cells of one row of the screen. */
export interface MarkedCells {
  readonly row: number
  readonly column: number
  readonly width: number
  readonly isCurrent: boolean
}

/** The rows of one line that are on screen, as one text. */
export interface ShownText {
  readonly line: number
  /** The first of its rows. */
  readonly row: number
  /** Columns before the text in the first row. */
  readonly indent: number
  readonly rows: readonly string[]
  /** Whether the line's beginning is on screen. */
  readonly isFromStart: boolean
}

/** The lines that are on screen, each as one text. */
export function shownTexts(rows: readonly ShownRow[]): readonly ShownText[] {
  const texts: (ShownText & { rows: string[] })[] = []
  for (const [row, { line, column, plain, indent }] of rows.entries()) {
    const last = texts.at(-1)
    if (last?.line === line) last.rows.push(plain)
    else {
      // The stamp is none of its text.
      const text = plain.slice(indent)
      texts.push({ line, row, indent, rows: [text], isFromStart: column === 0 })
    }
  }
  return texts
}

/** The cells of what was found in a text, whose marks are pairs of begin and end. */
export function markedCells(
  { line, row, indent, rows, isFromStart }: ShownText,
  marks: readonly number[],
  current: Match | undefined,
): readonly MarkedCells[] {
  const cells: MarkedCells[] = []
  for (let at = 0; at < marks.length; at += 2) {
    const [begin = 0, end = 0] = [marks[at], marks[at + 1]]
    // Which of a line's matches it is can be told only from the line's beginning.
    const isCurrent = current?.line === line && (!isFromStart || current.nth === at / 2)
    let start = 0
    for (const [offset, text] of rows.entries()) {
      const from = Math.max(begin - start, 0)
      const to = Math.min(end - start, text.length)
      if (from < to) {
        const column = widthOf(text.slice(0, from)) + (offset === 0 ? indent : 0)
        const width = widthOf(text.slice(from, to))
        cells.push({ row: row + offset, column, width, isCurrent })
      }
      start += text.length
    }
  }
  return cells
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += charWidth(char.codePointAt(0) as number)
  return width
}
