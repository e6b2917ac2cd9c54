import type { IBuffer } from '@xterm/xterm'

/** A line of text on the screen; rows that xterm wrapped are one. */
export interface ScreenLine {
  readonly text: string
  /** The row of the buffer on which it begins, or on which the screen cuts it. */
  readonly row: number
}

/** The part of a terminal's buffer that tells what is on the screen. */
export type ScreenBuffer = Pick<IBuffer, 'viewportY' | 'getLine'>

/** The text on the screen, without the empty rows at its end. */
export function linesOnScreen(buffer: ScreenBuffer, rows: number): readonly ScreenLine[] {
  const lines: { text: string; row: number }[] = []
  for (let row = buffer.viewportY; row < buffer.viewportY + rows; row++) {
    const line = buffer.getLine(row)
    if (!line) break
    const last = lines.at(-1)
    if (line.isWrapped && last) last.text += line.translateToString(false)
    else lines.push({ text: line.translateToString(false), row })
  }
  for (const line of lines) line.text = line.text.trimEnd()
  const filled = lines.findLastIndex(({ text }) => text !== '')
  return lines.slice(0, filled + 1)
}
