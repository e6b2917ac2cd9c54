import { charWidth } from '../../workers/log/char-width.ts'
import type { ShownRow } from '../../workers/log/log-rows.ts'
import type { Position } from '../../workers/log/protocol.ts'
import type { SelectedCells } from './log-screen.ts'

/** What is selected of a log, wherever it is: from where it was begun to where it was led. */
export interface LogSelection {
  readonly anchor: Position
  readonly head: Position
}

/** The end of a line, however long it is. */
export const LINE_END = Number.MAX_SAFE_INTEGER

/** Paths, addresses and ids are one word to whoever copies them. */
const WORD = /[\p{L}\p{N}_./:@%+~#?&=-]/u

/** From its first position to its last. */
export function spanOf({ anchor, head }: LogSelection): readonly [Position, Position] {
  const isForward =
    anchor.line < head.line || (anchor.line === head.line && anchor.column <= head.column)
  return isForward ? [anchor, head] : [head, anchor]
}

/** The cells of the screen that are selected; nothing where none is. */
export function selectedCells(
  selection: LogSelection,
  rows: readonly ShownRow[],
  columns: number,
): SelectedCells | undefined {
  const [first, last] = spanOf(selection)
  const from = cellOf(first, rows, columns)
  if (!from) return undefined
  const to = cellOf(last, rows, columns) ?? { row: rows.length - 1, column: columns }
  const length = (to.row - from.row) * columns + to.column - from.column
  return length > 0 ? { ...from, length } : undefined
}

/** Where on the screen a position is; the first cell where it is above; nothing where it is below. */
function cellOf(position: Position, rows: readonly ShownRow[], columns: number) {
  for (const [row, shown] of rows.entries()) {
    if (shown.line > position.line) return { row, column: 0 }
    if (shown.line < position.line) continue
    const next = rows[row + 1]
    const goesOn = next?.line === shown.line
    if (goesOn && position.column >= next.column) continue
    const column = position.column - shown.column
    return { row, column: Math.min(columns, Math.max(0, column)) }
  }
  return undefined
}

/** The position at a cell of the screen; the end of the last row where the cell is below it. */
export function positionAt(
  rows: readonly ShownRow[],
  row: number,
  column: number,
): Position | undefined {
  const shown = rows[Math.max(0, row)]
  if (shown) return { line: shown.line, column: shown.column + Math.max(0, row < 0 ? 0 : column) }
  const last = rows.at(-1)
  return last && { line: last.line, column: LINE_END }
}

/** The word at a cell, or the one character there that is in none. */
export function wordAt(row: ShownRow, column: number): LogSelection {
  const cells = cellsOf(row.plain)
  const isWord = (at: number) => WORD.test(cells[at] ?? ' ')
  let from = column
  let to = column + 1
  if (isWord(column)) {
    while (from > 0 && isWord(from - 1)) from -= 1
    while (to < cells.length && isWord(to)) to += 1
  }
  const at = (cell: number) => ({ line: row.line, column: row.column + cell })
  return { anchor: at(from), head: at(to) }
}

/** The character in each column; a wide one is in both of its own. */
function cellsOf(text: string): readonly string[] {
  return Array.from(text).flatMap((char) =>
    Array.from({ length: charWidth(char.codePointAt(0) as number) }, () => char),
  )
}

/** The whole line. */
export function lineSelection(line: number): LogSelection {
  return { anchor: { line, column: 0 }, head: { line, column: LINE_END } }
}
