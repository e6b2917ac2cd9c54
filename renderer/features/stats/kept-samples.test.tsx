import { act, renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { noteKept, retainKept, useEngineSum, useGroupSum } from './kept-samples.ts'

const sample = (id: string, cpuPercent: number | undefined, memoryBytes: number) => {
  const rest = { at: 0, spanMs: 0, memoryBytes, memoryLimitBytes: 0 }
  return { id, sample: cpuPercent === undefined ? rest : { ...rest, cpuPercent } }
}

test('the sum of an engine is of all that is known, and goes with what stops', () => {
  const { result } = renderHook(() => useEngineSum('one'))
  expect(result.current).toBeUndefined()
  act(() => noteKept('one', [sample('a', 10, 1), sample('b', undefined, 2)]))
  act(() => noteKept('one', [sample('a', 20, 4)]))
  expect(result.current).toEqual({ containers: 2, cpuPercent: 20, memoryBytes: 6 })
  act(() => retainKept('one', ['b']))
  expect(result.current).toEqual({ containers: 1, memoryBytes: 2 })
  act(() => retainKept('one', []))
  expect(result.current).toBeUndefined()
})

test('the sum of a group is of its members, on whichever engine they are', () => {
  const members = [
    { connection: 'two', id: 'a' },
    { connection: 'three', id: 'a' },
    { connection: 'two', id: 'unknown' },
  ]
  const { result } = renderHook(() => useGroupSum(members, (sum) => String(sum.memoryBytes)))
  expect(result.current).toBeUndefined()
  act(() => {
    noteKept('two', [sample('a', 1, 10), sample('other', 1, 500)])
    noteKept('three', [sample('a', 1, 20)])
  })
  expect(result.current).toBe('30')
})
