import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FeedListener } from '../../ipc/client.ts'
import type { StatsSample } from '#shared/contract/stats.ts'
import { createStatsStore, KEEP_MS } from './stats-store.ts'

const SAMPLE: StatsSample = {
  at: 0,
  spanMs: 2000,
  cpuPercent: 1,
  memoryBytes: 2,
  memoryLimitBytes: 3,
}

function fakeWatch() {
  const open: FeedListener<StatsSample>[] = []
  const watch = (_: unknown, listener: FeedListener<StatsSample>) => {
    open.push(listener)
    return () => void open.splice(open.indexOf(listener), 1)
  }
  return { open, store: createStatsStore(watch) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a row that is only scrolled past opens no stream', () => {
  const { open, store } = fakeWatch()
  const stop = store.subscribe('c', 'a', () => {})
  vi.advanceTimersByTime(200)
  stop()
  vi.advanceTimersByTime(5000)
  expect(open).toHaveLength(0)
})

test('both cells of a row share one stream, which closes with the last of them', () => {
  const { open, store } = fakeWatch()
  const stops = [store.subscribe('c', 'a', () => {}), store.subscribe('c', 'a', () => {})]
  vi.advanceTimersByTime(300)
  expect(open).toHaveLength(1)
  stops[0]?.()
  expect(open).toHaveLength(1)
  stops[1]?.()
  expect(open).toHaveLength(0)
})

test('a sample calls the listeners of its own container alone', () => {
  const { open, store } = fakeWatch()
  const [a, b] = [vi.fn(), vi.fn()]
  store.subscribe('c', 'a', a)
  store.subscribe('c', 'b', b)
  vi.advanceTimersByTime(300)
  open[0]?.onValue(SAMPLE)
  expect(a).toHaveBeenCalledOnce()
  expect(b).not.toHaveBeenCalled()
  expect(store.latest('c', 'a')).toBe(SAMPLE)
})

test('a stream that broke off is opened again, and its last sample is not shown meanwhile', () => {
  const { open, store } = fakeWatch()
  store.subscribe('c', 'a', () => {})
  vi.advanceTimersByTime(300)
  open[0]?.onValue(SAMPLE)
  open.splice(0)[0]?.onEnd?.(undefined)
  expect(store.latest('c', 'a')).toBeUndefined()
  vi.advanceTimersByTime(3000)
  expect(open).toHaveLength(1)
})

test('a row that comes back soon shows its last sample at once', () => {
  const { open, store } = fakeWatch()
  const stop = store.subscribe('c', 'a', () => {})
  vi.advanceTimersByTime(300)
  open[0]?.onValue(SAMPLE)
  stop()
  expect(open).toHaveLength(0)
  vi.advanceTimersByTime(KEEP_MS - 1)
  store.subscribe('c', 'a', () => {})
  expect(store.latest('c', 'a')).toBe(SAMPLE)
  vi.advanceTimersByTime(KEEP_MS)
  expect(open).toHaveLength(1)
  expect(store.latest('c', 'a')).toBe(SAMPLE)
})

test('a row that stays away forgets', () => {
  const { open, store } = fakeWatch()
  const stop = store.subscribe('c', 'a', () => {})
  vi.advanceTimersByTime(300)
  open[0]?.onValue(SAMPLE)
  stop()
  vi.advanceTimersByTime(KEEP_MS)
  expect(store.latest('c', 'a')).toBeUndefined()
})

test('what is known of a container that stops is dropped, shown or not', () => {
  const { open, store } = fakeWatch()
  const listener = vi.fn()
  const stop = store.subscribe('c', 'a', listener)
  vi.advanceTimersByTime(300)
  open[0]?.onValue(SAMPLE)
  store.drop('c', 'a')
  expect(listener).toHaveBeenCalledTimes(2)
  expect(store.latest('c', 'a')).toBeUndefined()
  open[0]?.onValue(SAMPLE)
  stop()
  store.drop('c', 'a')
  expect(store.latest('c', 'a')).toBeUndefined()
})

test('a window that nobody sees has no streams, and has them again when it is seen', () => {
  const { open, store } = fakeWatch()
  store.subscribe('c', 'a', () => {})
  vi.advanceTimersByTime(300)
  store.rest(true)
  store.subscribe('c', 'b', () => {})
  vi.advanceTimersByTime(5000)
  expect(open).toHaveLength(0)
  store.rest(false)
  expect(open).toHaveLength(2)
})

test('a window that nobody sees for long does not come back with old figures', () => {
  const { open, store } = fakeWatch()
  store.subscribe('c', 'a', () => {})
  vi.advanceTimersByTime(300)
  open[0]?.onValue(SAMPLE)
  store.rest(true)
  vi.advanceTimersByTime(KEEP_MS - 1)
  expect(store.latest('c', 'a')).toBe(SAMPLE)
  vi.advanceTimersByTime(1)
  expect(store.latest('c', 'a')).toBeUndefined()
})
