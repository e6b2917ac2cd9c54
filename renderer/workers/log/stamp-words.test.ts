import { expect, test } from 'vitest'
import { deltaWords, stampWords } from './stamp-words.ts'

test('a stamp is a date and a time, of Greenwich with a mark', () => {
  const stamp = { seconds: Date.parse('2026-11-23T21:16:41Z') / 1000, nanos: 123_456_789 }
  expect(stampWords(stamp, 'utc')).toBe('2026-11-23 21:16:41.123Z')
  expect(stampWords(stamp, 'local')).toMatch(/^2026-11-2\d \d\d:\d\d:41\.123$/)
})

test.each([
  [0, ' +0.000 s'],
  [-5, ' -0.005 s'],
  [59_000, '+59.000 s'],
  [90_000, '   +2 min'],
  [7_200_000, '     +2 h'],
  [172_800_000, '     +2 d'],
  [undefined, '         '],
])('%d ms after the line before', (ms, words) => expect(deltaWords(ms)).toBe(words))
