import { expect, test } from 'vitest'
import { createHistory, slotOf } from '#shared/stats-history.ts'
import { createHistories } from './histories.ts'

const sample = (at: number) => ({ at, spanMs: 0, memoryBytes: at, memoryLimitBytes: 0 })

test('the history that was sampled longest ago gives way to a new one', () => {
  const histories = createHistories(2)
  for (const [id, at] of [
    ['a', 1000],
    ['b', 2000],
    ['a', 3000],
    ['c', 4000],
  ] as const) {
    histories.add('local', id, sample(at))
  }
  const newest = (id: string) => createHistory(histories.recall('local', id)).newest()
  expect(['a', 'b', 'c'].map(newest)).toEqual([3000, 0, 4000])
})

test('containers of two engines do not share one, though they had the same id', () => {
  const histories = createHistories()
  histories.add('local', 'a', sample(1000))
  const remote = createHistory(histories.recall('remote', 'a'))
  expect(remote.at('2 min', slotOf('2 min', 1000), 'memoryBytes')).toBeNaN()
})
