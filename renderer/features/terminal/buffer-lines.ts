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

/** The cells of a part of a line, a range for each row that it is in. */
export function cellsOf(
  buffer: LineBuffer,
  { row, ends }: BufferLine,
  begin: number,
  end: number,
): readonly CellRange[] {
  return ends.flatMap((rowEnd, at) => {
    const rowBegin = at === 0 ? 0 : (ends[at - 1] ?? 0)
    if (begin >= rowEnd || end <= rowBegin) return []
    const from = columnAt(buffer, row + at, Math.max(begin, rowBegin) - rowBegin)
    const to = columnAt(buffer, row + at, Math.min(end, rowEnd) - rowBegin)
    return [{ row: row + at, column: from, width: Math.max(1, to - from) }]
  })
}

/** The column on which the character at a place of a row's text is drawn. */
function columnAt(buffer: LineBuffer, row: number, offset: number): number {
  const line = buffer.getLine(row)
  if (!line) return 0
  let passed = 0
  let column = 0
  for (; column < line.length && passed < offset; column++) {
    const cell = line.getCell(column)
    // The second half of a wide character is no character.
    if (cell && cell.getWidth() > 0) passed += cell.getChars().length || 1
  }
  while (column < line.length && line.getCell(column)?.getWidth() === 0) column++
  return column
}
