import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createLineCutter } from './output-lines.ts'

test('lines end where the program ended them, and the last one needs no end', () => {
  expect(cut(['one\ntwo\r\n\nthree'])).toEqual(['one', 'two', '', 'three'])
  expect(cut(['one\n'])).toEqual(['one'])
  expect(cut([])).toEqual([])
})

test('each state of a progress bar is a line', () => {
  expect(cut(['10 %\r', '20 %\r', '30 %\n'])).toEqual(['10 %', '20 %', '30 %'])
})

test('what would be hidden is shown', () => {
  expect(cut(['\u001b[31mred\u001b[0m\u0007\n'])).toEqual(['\u241b[31mred\u241b[0m\u2407'])
})

test('a line without an end is cut, and keeps no memory', () => {
  const cutter = createLineCutter()
  const lines = cutter.push('x'.repeat(1_000_000))
  expect(lines.map((line) => line.length)).toEqual([4001])
  expect(cutter.end()).toEqual([])
})

test('it does not matter where the chunks were cut', () => {
  const piece = constantFrom('a', 'bc', '\r', '\n', '\r\n', ' ')
  assert(
    property(array(piece), (pieces) => {
      expect(cut(pieces)).toEqual(cut([pieces.join('')]))
    }),
  )
})

function cut(chunks: readonly string[]): readonly string[] {
  const cutter = createLineCutter()
  return [...chunks.flatMap((chunk) => cutter.push(chunk)), ...cutter.end()]
}
