import { expect, test } from 'vitest'
import { changesBetween } from './changes-between.ts'

/** Makes the changes, from the last to the first. */
function changed(before: string, after: string): string {
  return changesBetween(before, after).reduceRight(
    (text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to),
    before,
  )
}

test('only lines that differ are replaced', () => {
  expect(changesBetween('a\nb\nc', 'a\nB\nc')).toEqual([{ from: 2, to: 3, insert: 'B' }])
})

test('lines that came or went leave those around them', () => {
  expect(changesBetween('a\nc', 'a\nb\nc')).toEqual([{ from: 2, to: 2, insert: 'b\n' }])
})

test.each([
  ['', 'a\nb'],
  ['a\nb', ''],
  ['a\nb\nc', 'x\nb\ny'],
  ['aa\naa', 'aa'],
  ['{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": 2\n}'],
])('%j becomes %j', (before, after) => {
  expect(changed(before, after)).toBe(after)
})
