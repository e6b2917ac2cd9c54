import type { IBuffer } from '@xterm/xterm'

/** The part of xterm's buffer that says where lines begin. */
export type RowBuffer = Pick<IBuffer, 'baseY' | 'cursorY' | 'viewportY' | 'getLine'>

/**
 * For each row on the screen the line that it belongs to, counted back from the newest, which is
 * 0; nothing for rows below it. Only line breaks begin rows in a log, so counting them is exact.
 */
export function linesOfRows(buffer: RowBuffer, rows: number): readonly (number | undefined)[] {
  const newest = buffer.baseY + buffer.cursorY
  const bottom = buffer.viewportY + rows - 1
  const found: (number | undefined)[] = []
  let line = 0
  for (let row = Math.max(newest, bottom); row >= buffer.viewportY; row--) {
    if (row <= bottom) found.push(row > newest ? undefined : line)
    if (row <= newest && buffer.getLine(row)?.isWrapped === false) line += 1
  }
  return found.toReversed()
}
