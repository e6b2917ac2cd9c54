import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ADDRESS_DELAY_MS, useTypedFilter } from './use-typed-filter.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function setUp() {
  const setRouted = vi.fn<(filter: string) => void>()
  const { result, rerender, unmount } = renderHook(
    ({ routed }: { routed: string }) => useTypedFilter([routed, setRouted]),
    { initialProps: { routed: '' } },
  )
  return {
    setRouted,
    unmount,
    shown: () => result.current[0],
    type: (filter: string) => act(() => result.current[1](filter)),
    arrive: (routed: string) => rerender({ routed }),
  }
}

test('what is typed shows at once, and goes into the address after a rest', () => {
  const { type, shown, setRouted } = setUp()
  type('w')
  type('we')
  expect(shown()).toBe('we')
  expect(setRouted).not.toHaveBeenCalled()
  vi.advanceTimersByTime(ADDRESS_DELAY_MS)
  expect(setRouted.mock.calls).toEqual([['we']])
})

test('a key pressed while the address is on its way is not lost', () => {
  const { type, shown, arrive, setRouted } = setUp()
  type('w')
  vi.advanceTimersByTime(ADDRESS_DELAY_MS)
  type('we')
  arrive('w')
  expect(shown()).toBe('we')
  vi.advanceTimersByTime(ADDRESS_DELAY_MS)
  expect(setRouted).toHaveBeenLastCalledWith('we')
})

test('Back gives the filter of before', () => {
  const { type, shown, arrive } = setUp()
  type('web')
  vi.advanceTimersByTime(ADDRESS_DELAY_MS)
  arrive('web')
  arrive('')
  expect(shown()).toBe('')
})

test('a page that is left writes nothing into the next one', () => {
  const { type, unmount, setRouted } = setUp()
  type('web')
  unmount()
  vi.advanceTimersByTime(ADDRESS_DELAY_MS)
  expect(setRouted).not.toHaveBeenCalled()
})
