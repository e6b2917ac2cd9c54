import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { describeOutcome } from './toast-outcome.ts'

interface Target {
  readonly connection: string
  readonly name: string
}

const words = {
  did: 'Stopped',
  noun: 'container',
  nameOf: ({ name }: Target) => name,
  engineOf: (): string | undefined => undefined,
}
const onColima = { ...words, engineOf: () => 'colima' }
const refused = new EngineError({
  code: 'refused',
  message: 'Cannot stop container "b"',
  engineMessage: 'permission denied',
})
const target = (name: string): Target => ({ connection: 'local', name })
const describe = (done: readonly string[], failed: readonly string[], said = words) =>
  describeOutcome(
    {
      done: done.map(target),
      failed: failed.map((name) => ({ target: target(name), error: refused })),
    },
    said,
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

test('what happened on an engine that is not shown alone says which', () => {
  expect(describe(['a'], [], onColima)?.text).toBe('Stopped container "a" on colima')
  expect(describe([], ['b'], onColima)?.detail).toBe('On colima\npermission denied')
  expect(describe(['a'], ['b'], onColima)?.detail).toBe('b on colima: permission denied')
})

test('many failures are not all spelled out', () => {
  expect(describe([], ['a', 'b', 'c', 'd', 'e', 'f'])?.detail?.split('\n').at(-1)).toBe(
    'and 2 more',
  )
})

test('nothing tried, nothing said', () => {
  expect(describe([], [])).toBeUndefined()
})

test('of a long reason a summary has the beginning', () => {
  const error = new EngineError({
    code: 'refused',
    message: 'Cannot stop container "b"',
    engineMessage: 'no '.repeat(500),
  })
  const outcome = { done: [target('a')], failed: [{ target: target('b'), error }] }
  const detail = describeOutcome(outcome, words)?.detail ?? ''
  expect(detail).toMatch(/^b: no no .*…$/)
  expect(detail.length).toBeLessThan(250)
})
