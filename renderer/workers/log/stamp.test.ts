import { expect, test } from 'vitest'
import { compareStamps, readStamp, UNFINISHED } from './stamp.ts'

const read = (text: string, from = 0) => {
  const into = { seconds: 0, nanos: 0 }
  return { length: readStamp(new TextEncoder().encode(text), from, into), ...into }
}
const SECONDS = Date.UTC(2026, 10, 23, 21, 16, 41) / 1000

test('a stamp is read to the nanosecond, with the space after it', () => {
  expect(read('2026-11-23T21:16:41.123456789Z text')).toEqual({
    length: 31,
    seconds: SECONDS,
    nanos: 123_456_789,
  })
})

test.each([
  ['2026-11-23T21:16:41Z ', SECONDS, 0],
  ['2026-11-23T21:16:41.5Z ', SECONDS, 500_000_000],
  ['2026-11-23T22:16:41.000000001+01:00 ', SECONDS, 1],
  ['2026-11-23T15:46:41-05:30 ', SECONDS, 0],
])('%j is one', (text, seconds, nanos) => {
  expect(read(text)).toEqual({ length: text.length, seconds, nanos })
})

test('it is read at a place within the bytes', () => {
  expect(read('abc 2026-11-23T21:16:41Z x', 4)).toMatchObject({ length: 21, seconds: SECONDS })
})

test.each([
  'no stamp at all, but a line that is long enough',
  '2026-11-23T21:16:41.Z and the rest of the line',
  '2026-11-23 21:16:41Z and the rest of the line',
  '2026-11-23T21:16:41.123456789Zno space after it',
  '2026-1x-23T21:16:41Z and the rest of the line.',
  '2026-11-23T21:16:41.1234567890123456789012345Z ',
  'x',
])('%j is none', (text) => {
  expect(read(text).length).toBe(0)
})

test.each(['', '2', '2026-11-23T21', '2026-11-23T21:16:41.123456789Z'])(
  '%j may become one',
  (text) => {
    expect(read(text).length).toBe(UNFINISHED)
  },
)

test('of two stamps of a second the nanoseconds decide', () => {
  const at = (seconds: number, nanos: number) => ({ seconds, nanos })
  expect(compareStamps(at(1, 5), at(1, 6))).toBeLessThan(0)
  expect(compareStamps(at(2, 0), at(1, 6))).toBeGreaterThan(0)
  expect(compareStamps(at(1, 5), at(1, 5))).toBe(0)
})
