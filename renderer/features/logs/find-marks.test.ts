import { expect, test } from 'vitest'
import type { ShownRow } from '../../workers/log/log-rows.ts'
import { markedCells, shownTexts } from './find-marks.ts'

const row = (line: number, column: number, plain: string): ShownRow => ({
  line,
  row: 0,
  column,
  plain,
  text: plain,
  source: 'stdout',
  member: 0,
  indent: 0,
})
const ROWS = [row(4, 10, 'rest'), row(5, 0, '0123456789'), row(5, 10, 'abc'), row(6, 0, '漢字x')]

test('the rows of a line are one text', () => {
  expect(shownTexts(ROWS).map(({ line, rows }) => [line, rows.join('')])).toEqual([
    [4, 'rest'],
    [5, '0123456789abc'],
    [6, '漢字x'],
  ])
})

test('a match over the end of a row is marked in both', () => {
  const [, wrapped] = shownTexts(ROWS)
  expect(wrapped && markedCells(wrapped, [8, 12], undefined)).toEqual([
    { row: 1, column: 8, width: 2, isCurrent: false },
    { row: 2, column: 0, width: 2, isCurrent: false },
  ])
})

test('wide characters take two cells each', () => {
  const wide = shownTexts(ROWS)[2]
  expect(wide && markedCells(wide, [1, 3], undefined)).toEqual([
    { row: 3, column: 2, width: 3, isCurrent: false },
  ])
})

test('of the matches in a line the current one is told', () => {
  const [cut, wrapped] = shownTexts(ROWS)
  const told = (text: typeof cut) =>
    text && markedCells(text, [0, 1, 2, 3], { line: text.line, nth: 1 }).map((one) => one.isCurrent)
  expect(told(wrapped)).toEqual([false, true])
  expect(told(cut)).toEqual([true, true])
})
