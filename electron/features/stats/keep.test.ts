import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NamedSample } from '#shared/contract/stats.ts'
import { EngineError } from '#shared/errors.ts'
import { createFakeSink } from '../fake-world.ts'
import { keep } from './keep.ts'
import type { Watcher } from './sampler.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const SAMPLE = { at: 0, spanMs: 0, memoryBytes: 1 }
const LOST = new EngineError({ code: 'bad-answer', message: 'It was cut off' })

function start(...ids: readonly string[]) {
  const watched = new Map<string, Watcher>()
  const { sink, values, closeView } = createFakeSink<readonly NamedSample[]>()
  let isAway = false
  const ended = vi.fn()
  const sampler = {
    watch(id: string, watcher: Watcher) {
      watched.set(id, watcher)
      return () => void watched.delete(id)
    },
    fail() {},
  }
  void keep({ sampler, isAway: () => isAway, ids, sink }).then(ended)
  const end = async (id: string, error?: EngineError) => {
    const watcher = watched.get(id)
    watched.delete(id)
    watcher?.onEnd(error)
    await vi.advanceTimersByTimeAsync(0)
  }
  const leave = () => (isAway = true)
  return { watched, values, closeView, ended, end, leave }
}

test('one that could not be read, or was down for a moment, is watched again', async () => {
  const { watched, values, end } = start('a', 'b')
  for (const error of [LOST, undefined]) {
    await end('a', error)
    expect([...watched.keys()]).toEqual(['b'])
    await vi.advanceTimersByTimeAsync(5000)
    expect(watched.has('a')).toBe(true)
  }
  watched.get('a')?.onSample(SAMPLE)
  await vi.advanceTimersByTimeAsync(500)
  expect(values).toEqual([[{ id: 'a', sample: SAMPLE }]])
})

test('with the engine it ends, also for those that wait for their next turn', async () => {
  const { ended, end, leave } = start('a', 'b')
  await end('a')
  leave()
  await end('b', LOST)
  expect(ended).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

test('when nobody wants it any more nothing is left', async () => {
  const { watched, ended, end, closeView } = start('a', 'b')
  await end('a')
  closeView()
  await vi.advanceTimersByTimeAsync(0)
  expect(ended).toHaveBeenCalledOnce()
  expect(watched.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})
