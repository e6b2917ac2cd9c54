import { expect, test } from 'vitest'
import type { StatsSample } from './contract/stats.ts'
import { createHistory, RANGES, slotOf, type Figure, type Range } from './stats-history.ts'

/** At the start of an hour, so that slots of all ranges begin with it. */
const T = 1_800_000_000_000

const sample = (at: number, spanMs: number, cpuPercent: number): StatsSample => {
  return { at: T + at, spanMs, cpuPercent, memoryBytes: cpuPercent * 10, memoryLimitBytes: 1000 }
}

function read(history = createHistory(), range: Range, from: number, count: number, of: Figure) {
  const first = slotOf(range, T + from)
  return Array.from({ length: count }, (_, at) => history.at(range, first + at, of))
}

test('a sample fills the time that it tells of, and no other', () => {
  const history = createHistory()
  history.add(sample(1000, 0, 5))
  history.add(sample(4000, 3000, 50))
  expect(read(history, '2 min', 0, 6, 'cpuPercent')).toEqual([NaN, 5, 50, 50, 50, NaN])
})

test('a sample after a pause, which tells of no time before it, leaves a gap', () => {
  const history = createHistory()
  history.add(sample(1000, 1000, 5))
  history.add(sample(4000, 0, 50))
  expect(read(history, '2 min', 1000, 4, 'cpuPercent')).toEqual([5, NaN, NaN, 50])
})

test('a longer range holds the mean of each of its slots', () => {
  const history = createHistory()
  for (const at of [0, 1, 2, 3, 4]) history.add(sample(at * 1000, 1000, at))
  expect(read(history, '15 min', 0, 2, 'cpuPercent')).toEqual([2, NaN])
  expect(read(history, '1 h', 0, 1, 'memoryBytes')).toEqual([20])
})

test('what a sample does not have leaves the mean of those that have it', () => {
  const history = createHistory()
  const { cpuPercent: _, ...without } = sample(0, 0, 7)
  history.add(without)
  history.add(sample(1000, 1000, 30))
  history.add({ ...without, at: T + 2000 })
  expect(read(history, '15 min', 0, 1, 'cpuPercent')).toEqual([30])
})

test('what is older than the range is gone, also where its place was not taken again', () => {
  const history = createHistory()
  history.add(sample(0, 0, 5))
  const later = RANGES['2 min'].slots * 1000
  expect(read(history, '2 min', later, 1, 'cpuPercent')).toEqual([NaN])
  history.add(sample(later, 0, 6))
  expect(read(history, '2 min', 0, 1, 'cpuPercent')).toEqual([NaN])
  expect(read(history, '1 h', 0, 1, 'cpuPercent')).toEqual([5])
})

test('a sample of a very long time costs no more than the range is long', () => {
  const history = createHistory()
  history.add(sample(0, 40 * 24 * 3_600_000, 5))
  expect(read(history, '2 min', -119_000, 2, 'cpuPercent')).toEqual([5, 5])
})

test('a saved history goes on where it was', () => {
  const history = createHistory()
  history.add(sample(5000, 1000, 5))
  const saved = history.save()
  const again = createHistory({
    '2 min': saved['2 min'].slice(),
    '15 min': saved['15 min'].slice(),
    '1 h': saved['1 h'].slice(),
  })
  expect(again.newest()).toBe(T + 5000)
  again.add(sample(6000, 1000, 6))
  expect(read(again, '2 min', 5000, 2, 'cpuPercent')).toEqual([5, 6])
  expect(read(history, '2 min', 5000, 2, 'cpuPercent')).toEqual([5, NaN])
})
