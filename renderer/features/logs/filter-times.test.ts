import { expect, test } from 'vitest'
import { endOfSecond, fromTimeField, timeWords, toTimeField } from './filter-times.ts'

const TIME = Date.parse('2026-11-28T16:07:18.250Z')

test.each(['local', 'utc'] as const)('a time is the same again from its field: %s', (zone) => {
  const field = toTimeField(TIME, zone)
  expect(field).toMatch(/^2026-11-2\dT\d\d:07:18$/)
  expect(fromTimeField(field, zone)).toBe(TIME - 250)
  expect(toTimeField(undefined, zone)).toBe('')
  expect(fromTimeField('', zone)).toBe(undefined)
})

test('the last second is meant as a whole', () => {
  expect(endOfSecond(1000)).toBe(1999)
  expect(endOfSecond(undefined)).toBe(undefined)
})

test('a time of today has no date', () => {
  expect(timeWords(TIME, 'utc', TIME)).toBe('16:07:18Z')
  expect(timeWords(TIME, 'utc', TIME + 86_400_000)).toBe('2026-11-28 16:07:18Z')
})
