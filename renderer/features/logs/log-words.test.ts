import { expect, test } from 'vitest'
import type { LogState } from './log-state.ts'
import { counterWords, failureHint, jumpWords, pauseWords, tooManyWords } from './log-words.ts'

const state = (more: Partial<LogState>): LogState => ({
  phase: { kind: 'live' },
  members: [],
  names: true,
  lines: 1234,
  following: true,
  newLines: 0,
  stamps: false,
  stampStyle: 'local',
  empty: false,
  older: 'whole',
  isCut: false,
  trouble: undefined,
  isLost: false,
  wrap: true,
  fields: false,
  keys: [],
  hiddenKeys: [],
  view: { lines: 0, before: 0, top: { line: 0, row: 0 }, rows: 0, columns: 0, left: 0, widest: 0 },
  selection: undefined,
  current: undefined,
  details: undefined,
  query: { text: '', isRegExp: false, matchCase: false, wholeWord: false },
  find: undefined,
  saving: undefined,
  matchLines: { kind: 'all', context: 0 },
  criteria: {},
  passing: undefined,
  isFiltering: false,
  ...more,
})

test('the counter says how many lines there are, and whether new ones are followed', () => {
  expect(counterWords(state({}))).toBe('1,234 lines · Following')
  expect(counterWords(state({ lines: 1, following: false }))).toBe('1 line · Paused')
})

test('while older lines come it says so, and when some are missing', () => {
  expect(counterWords(state({ older: 'reading' }))).toBe('1,234 lines so far · Following')
  expect(counterWords(state({ older: 'failed' }))).toContain('older ones could not be read')
  expect(counterWords(state({ isCut: true }))).toContain('the oldest are no longer kept')
  expect(counterWords(state({ isCut: true, trouble: 'no-room' }))).toContain(
    'no longer kept: the disk is nearly full',
  )
  expect(counterWords(state({ isLost: true }))).toContain('some could not be read back')
})

test('what can grow no more is not called followed', () => {
  const words = (kind: 'ended' | 'gone' | 'interrupted') =>
    counterWords(state({ phase: { kind }, lines: 1 }))
  expect(words('ended')).toBe('1 line · Not running')
  expect(words('gone')).toBe('1 line · Removed')
  expect(words('interrupted')).toBe('1 line · Waiting')
})

test('the way back says what came in the meantime', () => {
  expect(jumpWords(state({ newLines: 128 }))).toBe('Jump to latest (128 new)')
  expect(jumpWords(state({}))).toBe('Jump to latest')
})

test('a stop is told with what comes after it', () => {
  expect(pauseWords({ kind: 'ended' }, 'web-1')).toMatch(/^Container stopped.*"web-1"/)
  expect(pauseWords({ kind: 'gone' }, 'web-1')).toMatch(/^Container "web-1" was removed/)
  expect(pauseWords({ kind: 'live' }, 'web-1')).toBeUndefined()
})

test('a log driver that keeps nothing is explained', () => {
  const engineMessage = 'configured logging driver does not support reading'
  expect(failureHint({ engineMessage })).toMatch(/json-file/)
  expect(failureHint({ hint: 'Start it first.' })).toBe('Start it first.')
})

test('a merged log of very many containers says what that costs', () => {
  expect(tooManyWords(50)).toBe(undefined)
  expect(tooManyWords(51)).toContain('51 containers')
})
