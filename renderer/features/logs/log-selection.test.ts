import { expect, test } from 'vitest'
import type { ShownRow } from '../../workers/log/log-rows.ts'
import {
  LINE_END,
  lineSelection,
  positionAt,
  selectedCells,
  spanOf,
  wordAt,
} from './log-selection.ts'

const COLUMNS = 10
const row = (line: number, column: number, plain: string, part = 0): ShownRow => ({
  line,
  row: part,
  column,
  plain,
  text: plain,
  source: 'stdout',
  member: 0,
  indent: 0,
})
/** A line of two rows between two short ones. */
const ROWS = [row(4, 0, 'four'), row(5, 0, '0123456789', 0), row(5, 10, 'abc', 1), row(6, 0, 'six')]
const at = (line: number, column: number) => ({ line, column })
const cells = (anchor: ReturnType<typeof at>, head: ReturnType<typeof at>) =>
  selectedCells({ anchor, head }, ROWS, COLUMNS)

test('what was led upwards is the same as what was led downwards', () => {
  const down = { anchor: at(1, 5), head: at(2, 0) }
  expect(spanOf(down)).toEqual(spanOf({ anchor: down.head, head: down.anchor }))
})

test('within a row, from one column to another', () => {
  expect(cells(at(5, 2), at(5, 6))).toEqual({ row: 1, column: 2, length: 4 })
})

test('over the rows of a wrapped line, and on to the next line', () => {
  expect(cells(at(5, 8), at(5, 12))).toEqual({ row: 1, column: 8, length: 4 })
  expect(cells(at(5, 8), at(6, 1))).toEqual({ row: 1, column: 8, length: 13 })
})

test('what goes on beyond the screen is selected up to its edges', () => {
  expect(cells(at(0, 3), at(4, 2))).toEqual({ row: 0, column: 0, length: 2 })
  expect(cells(at(6, 0), at(9, 3))).toEqual({ row: 3, column: 0, length: 10 })
  expect(cells(at(0, 0), at(9, 0))).toEqual({ row: 0, column: 0, length: 40 })
})

test('what is wholly outside, or empty, is not on the screen', () => {
  expect(cells(at(0, 0), at(1, 9))).toBeUndefined()
  expect(cells(at(8, 0), at(9, 9))).toBeUndefined()
  expect(cells(at(5, 3), at(5, 3))).toBeUndefined()
})

test('a cell is a position of its line, and below the last row the end of the log', () => {
  expect(positionAt(ROWS, 2, 1)).toEqual(at(5, 11))
  expect(positionAt(ROWS, 9, 1)).toEqual(at(6, LINE_END))
  expect(positionAt(ROWS, -1, 7)).toEqual(at(4, 0))
  expect(positionAt([], 0, 0)).toBeUndefined()
})

test('a word is what one would copy: a path with its dots and slashes', () => {
  const shown = row(1, 20, 'open /etc/hosts.conf: no')
  expect(wordAt(shown, 8)).toEqual({ anchor: at(1, 25), head: at(1, 41) })
  expect(wordAt(shown, 4)).toEqual({ anchor: at(1, 24), head: at(1, 25) })
})

test('wide characters of a word count two columns each', () => {
  expect(wordAt(row(1, 0, 'a 漢字 b'), 3)).toEqual({ anchor: at(1, 2), head: at(1, 6) })
})

test('a line is selected to its end', () => {
  expect(lineSelection(3)).toEqual({ anchor: at(3, 0), head: at(3, LINE_END) })
})
