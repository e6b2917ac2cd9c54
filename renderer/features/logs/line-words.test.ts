import { expect, test } from 'vitest'
import type { LineDetails } from '../../workers/log/line-details.ts'
import { lineWords } from './line-words.ts'

const line: LineDetails = {
  line: 11,
  source: 'stdout',
  member: 0,
  level: 'none',
  time: undefined,
  stamp: undefined,
  text: 'retry',
  isCut: false,
  fields: undefined,
}

test('a line is spoken by its text, time and number', () => {
  const stamp = { local: '2026-11-23 21:16:41.123', utc: '' }
  expect(lineWords({ ...line, stamp })).toBe(
    'Line details: retry, 2026-11-23 21:16:41.123, line 12',
  )
  expect(lineWords({ ...line, text: '' })).toBe('Line details: line 12')
})

test('equal lines after each other are not spoken alike', () => {
  expect(lineWords({ ...line, line: 12 })).not.toBe(lineWords(line))
})
