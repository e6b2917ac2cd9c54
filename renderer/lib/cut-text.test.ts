import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

test.each([
  ['', 3, ''],
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab😀', 4, 'ab😀'],
  ['ab😀', 3, 'ab'],
  ['ab😀c', 4, 'ab😀'],
])('of %j are %d characters %j', (text, max, cut) => {
  expect(cutText(text, max)).toBe(cut)
})
