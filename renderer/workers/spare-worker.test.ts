import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSpareWorker } from './spare-worker.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface FakeHost {
  readonly number: number
  onerror: ((event: never) => void) | null
  readonly terminate: () => void
}

function start() {
  const opened: FakeHost[] = []
  const open = () => {
    const host: FakeHost = { number: opened.length, onerror: null, terminate: vi.fn<() => void>() }
    opened.push(host)
    return host
  }
  return { opened, spare: createSpareWorker({ open, afterMs: 1000 }) }
}

test('the one that is ready is taken, and another made ready after a while', () => {
  const { opened, spare } = start()
  spare.prepare()
  spare.prepare()
  expect(opened).toHaveLength(1)
  expect(spare.take().number).toBe(0)
  expect(opened).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  expect(opened).toHaveLength(2)
  expect(spare.take().number).toBe(1)
})

test('without one that is ready each gets its own', () => {
  const { spare } = start()
  expect([spare.take().number, spare.take().number]).toEqual([0, 1])
})

test('one that breaks before it is needed is ended, and not given to anybody', () => {
  const { opened, spare } = start()
  spare.prepare()
  opened[0]?.onerror?.(undefined as never)
  expect(opened[0]?.terminate).toHaveBeenCalledTimes(1)
  expect(spare.take().number).toBe(1)
  expect(opened[1]?.onerror).toBe(null)
})
