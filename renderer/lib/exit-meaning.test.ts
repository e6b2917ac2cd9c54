import { expect, test } from 'vitest'
import { exitMeaning } from './exit-meaning.ts'

test.each([
  [0, 'it ended without an error'],
  [127, 'the command was not found'],
  [137, 'ended by SIGKILL'],
  [143, 'ended by SIGTERM'],
  [3, undefined],
])('exit code %i means: %s', (code, meaning) => {
  expect(exitMeaning(code, false)).toBe(meaning)
})

test('running out of memory is told rather than the signal', () => {
  expect(exitMeaning(137, true)).toContain('memory')
})

test('a process that ran out of memory is no reason why the main one ended', () => {
  expect(exitMeaning(3, true)).toBe('the kernel killed a process in it for its memory')
})
