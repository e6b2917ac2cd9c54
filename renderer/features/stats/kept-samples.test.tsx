import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noteKept, retainKept, useEngineSum, useGroupSum } from './kept-samples.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const sample = (id: string, cpuPercent: number | undefined, memoryBytes: number) => {
  const rest = { at: Date.now(), spanMs: 0, memoryBytes, memoryLimitBytes: 0 }
  return { id, sample: cpuPercent === undefined ? rest : { ...rest, cpuPercent } }
}

test('the sum of an engine is of all that is known, and goes with what stops', () => {
  const { result } = renderHook(() => useEngineSum('one'))
  expect(result.current).toBeUndefined()
  act(() => noteKept('one', [sample('a', 10, 1), sample('b', undefined, 2)]))
  act(() => noteKept('one', [sample('a', 20, 4)]))
  expect(result.current).toEqual({ known: 2, of: 2, cpuPercent: 20, memoryBytes: 6 })
  act(() => retainKept('one', ['b']))
  expect(result.current).toEqual({ known: 1, of: 1, memoryBytes: 2 })
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

test('a sum says of how many it is, where not all that run are sampled', () => {
  const { result } = renderHook(() => useEngineSum('four'))
  act(() => retainKept('four', ['a', 'b', 'c']))
  act(() => noteKept('four', [sample('a', 1, 10)]))
  expect(result.current).toMatchObject({ known: 1, of: 3 })
  const members = ['a', 'b'].map((id) => ({ connection: 'four', id }))
  const group = renderHook(() => useGroupSum(members, ({ known, of }) => `${known} of ${of}`))
  expect(group.result.current).toBe('1 of 2')
})

test('what is not sampled any more goes out of the sum, whether or not others are', () => {
  const { result } = renderHook(() => useEngineSum('five'))
  act(() => noteKept('five', [sample('a', 1, 10)]))
  act(() => void vi.advanceTimersByTime(100_000))
  act(() => noteKept('five', [sample('b', 1, 20)]))
  expect(result.current?.memoryBytes).toBe(30)
  act(() => void vi.advanceTimersByTime(30_000))
  act(() => noteKept('five', [sample('b', 1, 20)]))
  expect(result.current?.memoryBytes).toBe(20)
  act(() => void vi.advanceTimersByTime(120_000))
  expect(result.current).toBeUndefined()
})
