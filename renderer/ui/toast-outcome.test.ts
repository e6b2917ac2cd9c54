import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { describeOutcome } from './toast-outcome.ts'

const words = { did: 'Stopped', noun: 'container' }
const refused = new EngineError({
  code: 'refused',
  message: 'Cannot stop container "b"',
  engineMessage: 'permission denied',
})
const describe = (done: readonly string[], failed: readonly string[]) =>
  describeOutcome(
    { done, failed: failed.map((target) => ({ target, error: refused })) },
    words,
    (name) => name,
  )

test('one success names its object', () => {
  expect(describe(['a'], [])?.text).toBe('Stopped container "a"')
})

test('several successes are counted', () => {
  expect(describe(['a', 'b', 'c'], [])?.text).toBe('Stopped 3 containers')
})

test('one failure says what happened, and keeps the words of the engine', () => {
  expect(describe([], ['b'])).toEqual({
    kind: 'error',
    text: 'Cannot stop container "b"',
    detail: 'permission denied',
  })
})

test('a mixed outcome counts both, and gives each reason by name', () => {
  expect(describe(['a'], ['b'])).toEqual({
    kind: 'error',
    text: 'Stopped 1 of 2 containers',
    detail: 'b: permission denied',
  })
})

test('many failures are not all spelled out', () => {
  expect(describe([], ['a', 'b', 'c', 'd', 'e', 'f'])?.detail?.split('\n').at(-1)).toBe(
    'and 2 more',
  )
})

test('nothing tried, nothing said', () => {
  expect(describe([], [])).toBeUndefined()
})
