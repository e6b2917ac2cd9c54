import { expect, test } from 'vitest'
import { formatSpan } from './format-span.ts'

test.each([
  [0, '0 ms'],
  [85.4, '85 ms'],
  [1500, '1.5 s'],
  [30_000, '30 s'],
  [120_000, '2 min'],
  [90_000, '1 min 30 s'],
  [3_600_000, '1 h'],
  [5_400_000, '1 h 30 min'],
])('%s ms are %s', (ms, text) => {
  expect(formatSpan(ms)).toBe(text)
})
