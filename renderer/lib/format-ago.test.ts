import { expect, test } from 'vitest'
import { formatAge, formatAgo } from './format-ago.ts'

const NOW = Date.UTC(2026, 0, 15)
const SECOND = 1000
const ages = [
  [2, 'just now', 'now'],
  [30, '30 seconds ago', '30s'],
  [90, '1 minute ago', '1m'],
  [7200, '2 hours ago', '2h'],
  [3 * 86_400, '3 days ago', '3d'],
  [21 * 86_400, '3 weeks ago', '3w'],
  [70 * 86_400, '2 months ago', '2mo'],
  [800 * 86_400, '2 years ago', '2y'],
] as const

test.each(ages)('%i seconds: "%s", in a column "%s"', (seconds, long, short) => {
  expect(formatAgo(NOW - seconds * SECOND, NOW)).toBe(long)
  expect(formatAge(NOW - seconds * SECOND, NOW)).toBe(short)
})

test('an engine whose clock is ahead was never in the future', () => {
  expect(formatAgo(NOW + 60 * SECOND, NOW)).toBe('just now')
})
