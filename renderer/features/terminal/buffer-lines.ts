import type { IBuffer } from '@xterm/xterm'

/** A line of text in a terminal's buffer; rows that xterm wrapped are one. */
export interface BufferLine {
  readonly text: string
  /** The row of the buffer on which it begins. */
  readonly row: number
  /** Of each of its rows, where in the text it ends. */
  readonly ends: readonly number[]
}

/** Some cells of one row. */
export interface CellRange {
  readonly row: number
  readonly column: number
  readonly width: number
}

/** The part of a buffer that is read; the headless one has it too. */
export type LineBuffer = Pick<IBuffer, 'length' | 'getLine'>

/** All lines of a buffer, without the empty cells at their ends. */
export function bufferLines(buffer: LineBuffer): readonly BufferLine[] {
  const lines: (BufferLine & { text: string; ends: number[] })[] = []
  for (let row = 0; row < buffer.length; row++) {
    const line = buffer.getLine(row)
    if (!line) break
    const goesOn = buffer.getLine(row + 1)?.isWrapped === true
    const text = line.translateToString(!goesOn)
    const before = line.isWrapped ? lines.at(-1) : undefined
    if (before) {
      before.text += text
      before.ends.push(before.text.length)
    } else lines.push({ text, row, ends: [text.length] })
  }
  return lines
}

/** Rows of a buffer: from one on, and up to another. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

const ALL_ROWS: RowRange = { from: 0, to: Infinity }

/** The columns on which the characters of a row's text are drawn, and the one after the last. */
export type RowColumns = (row: number) => readonly number[]

/** The cells of a part of a line, a range for each row among these that it is in. */
export function cellsOf(
  buffer: LineBuffer,
  line: BufferLine,
  begin: number,
  end: number,
  { from, to }: RowRange = ALL_ROWS,
  columnsOf: RowColumns = rowColumns(buffer),
): readonly CellRange[] {
  const { row, ends } = line
  const cells: CellRange[] = []
  // A line may have more rows than a window can visit each time that it is drawn.
  const stop = Math.min(ends.length, to - row)
  for (let at = Math.max(rowAt(line, begin), from - row, 0); at < stop; at++) {
    const rowBegin = ends[at - 1] ?? 0
    const rowEnd = ends[at] ?? 0
    if (end <= rowBegin) break
    if (begin >= rowEnd) continue
    const columns = columnsOf(row + at)
    const column = columns[Math.max(begin, rowBegin) - rowBegin] ?? 0
    const width = (columns[Math.min(end, rowEnd) - rowBegin] ?? 0) - column
    cells.push({ row: row + at, column, width: Math.max(1, width) })
  }
  return cells
}

/** Which of its rows a character of a line is in. */
export function rowAt({ ends }: BufferLine, offset: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Reads each row once, for as long as the buffer stays as it is. */
export function rowColumns(buffer: LineBuffer): RowColumns {
  const known = new Map<number, readonly number[]>()
  return (row) => {
    const columns = known.get(row) ?? columnsIn(buffer, row)
    known.set(row, columns)
    return columns
  }
}

function columnsIn(buffer: LineBuffer, row: number): readonly number[] {
  const line = buffer.getLine(row)
  if (!line) return []
  const columns: number[] = []
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column)
    // The second half of a wide character is no character.
    if (!cell || cell.getWidth() === 0) continue
    const length = cell.getChars().length || 1
    for (let part = 0; part < length; part++) columns.push(column)
  }
  columns.push(line.length)
  return columns
}
