import { expect, test } from 'vitest'
import { createLogInk, shownStamp } from './log-ink.ts'
import type { LogPiece } from './log-piece.ts'

const STAMP = '2026-11-23T21:16:41.123456789Z'
const line = (text: string, more: Partial<LogPiece> = {}): LogPiece => ({
  source: 'stdout',
  stamp: STAMP,
  text,
  starts: true,
  ...more,
})

function ink(pieces: readonly LogPiece[], stamps = false): string {
  const { inked } = createLogInk()
  return pieces.map((piece) => inked(piece, stamps)).join('')
}

test('a line break stands between lines, and none after the newest', () => {
  expect(ink([line('one'), line('two')])).toBe('one\u0018\ntwo')
})

test('the parts of a long line are one line', () => {
  expect(ink([line('one '), line('line', { starts: false })])).toBe('one line')
})

test('what a line began and did not end does not reach into the next', () => {
  expect(ink([line('a\u001b['), line('b')])).toBe('a\u001b[\u0018\nb')
})

test('a link ends with its line', () => {
  const [, afterLink = ''] = ink([line('\u001b]8;;https://a.example\u0007a'), line('b')]).split(
    '\u0018',
  )
  expect(afterLink).toBe('\u001b]8;;\u001b\\\nb')
})

test('a stamp is grey, and the program’s colour goes on after it', () => {
  const drawn = ink([line('\u001b[31mred'), line('still red')], true)
  expect(drawn).toContain(`\u001b[90m${shownStamp(STAMP)} \u001b[0m\u001b[31mstill red`)
})

test('after a restart the next line is the first', () => {
  const log = createLogInk()
  log.inked(line('\u001b[31mone'), false)
  log.restart()
  expect(log.inked(line('two'), true)).toBe(`\u001b[0m\u001b[90m${shownStamp(STAMP)} \u001b[0mtwo`)
})

test('what is no stamp is shown as it is', () => {
  expect(shownStamp('yesterday')).toBe('yesterday')
})
