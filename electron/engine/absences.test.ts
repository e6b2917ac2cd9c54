import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConnectionState } from '#shared/contract/connections.ts'
import { createAbsences, type Absences } from './absences.ts'

const LASTING_MS = 5000
const error = { code: 'unreachable', message: 'gone' } as const
const here = { kind: 'connected', since: 0 } as ConnectionState
const gone: ConnectionState = { kind: 'reconnecting', since: 0, error }
const silent: ConnectionState = { kind: 'not-responding', since: 0, error }

const told = vi.fn()
let absences: Absences
beforeEach(() => {
  vi.useFakeTimers()
  told.mockReset()
  absences = createAbsences(told, LASTING_MS)
})
afterEach(() => {
  vi.useRealTimers()
})

test('who is gone for long is away, and is here again once that has lasted', () => {
  absences.saw('lab', gone)
  vi.advanceTimersByTime(LASTING_MS - 1)
  expect(absences.isAway('lab')).toBe(false)
  // Another word for the same.
  absences.saw('lab', silent)
  vi.advanceTimersByTime(1)
  expect(absences.isAway('lab')).toBe(true)
  expect(told).toHaveBeenCalledTimes(1)
  absences.saw('lab', here)
  expect(absences.isAway('lab')).toBe(true)
  vi.advanceTimersByTime(LASTING_MS)
  expect(absences.isAway('lab')).toBe(false)
  expect(told).toHaveBeenCalledTimes(2)
})

test('who comes and goes stays what it was, and nothing is told', () => {
  for (let turn = 0; turn < 10; turn++) {
    absences.saw('lab', turn % 2 === 0 ? gone : here)
    vi.advanceTimersByTime(LASTING_MS - 1)
  }
  vi.advanceTimersByTime(LASTING_MS)
  expect(absences.isAway('lab')).toBe(false)
  expect(told).not.toHaveBeenCalled()
})

test('of one that leads elsewhere nothing is known', () => {
  absences.saw('lab', gone)
  vi.advanceTimersByTime(LASTING_MS)
  absences.saw('bench', gone)
  absences.forget('lab')
  absences.forget('bench')
  vi.advanceTimersByTime(LASTING_MS)
  expect([absences.isAway('lab'), absences.isAway('bench')]).toEqual([false, false])
})
