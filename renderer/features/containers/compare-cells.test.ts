import { expect, test } from 'vitest'
import { amountIn, compareCells } from './compare-cells.ts'

test.each([
  ['12', 12],
  ['0.5', 0.5],
  ['00:07', 7],
  ['01:02:03', 3723],
  ['2-00:00:01', 172_801],
  ['2.5s', 2.5],
  ['1h2m3s', 3723],
  ['250ms', 0.25],
  ['root', undefined],
  ['?', undefined],
  ['', undefined],
])('%s is %s', (text, amount) => {
  expect(amountIn(text)).toBe(amount)
})

test('numbers are ordered by size, and words as people do', () => {
  expect(['10', '9', '3.30', '3.4'].toSorted(compareCells)).toEqual(['3.30', '3.4', '9', '10'])
  expect(['web-10', 'Web-2', 'app'].toSorted(compareCells)).toEqual(['app', 'Web-2', 'web-10'])
})
