import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { createSampler, type Watcher } from './sampler.ts'
import type { RawStats } from './to-sample.ts'

const RUNNING: RawStats = { read: '2026-11-23T10:00:00Z', memory_stats: { usage: 100 } }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function openSampler({ isReachable = (): boolean => true } = {}) {
  const read = vi.fn<(id: string, signal: AbortSignal) => Promise<RawStats>>(async () => RUNNING)
  const onSample = vi.fn()
  return { read, onSample, sampler: createSampler({ read, isReachable, onSample }) }
}

function watcher(pace: Watcher['pace']) {
  return { pace, onSample: vi.fn(), onEnd: vi.fn() }
}

test('all who watch a container share its samples, at the pace of the closest look', async () => {
  const { sampler, read, onSample } = openSampler()
  const [row, chart] = [watcher('row'), watcher('chart')]
  sampler.watch('a', row)
  const stop = sampler.watch('a', chart)
  await vi.advanceTimersByTimeAsync(10_100)
  expect(read).toHaveBeenCalledTimes(11)
  expect(row.onSample).toHaveBeenCalledTimes(11)
  expect(onSample).toHaveBeenCalledTimes(11)
  stop()
  await vi.advanceTimersByTimeAsync(15_000)
  expect(read).toHaveBeenCalledTimes(16)
  expect(chart.onSample).toHaveBeenCalledTimes(11)
})

test('rows that come into view together are asked for at once, and soon', async () => {
  const { sampler, read } = openSampler()
  for (const id of ['a', 'b', 'c']) sampler.watch(id, watcher('row'))
  expect(read).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(50)
  expect(read).toHaveBeenCalledTimes(3)
})

test('with nothing watched nothing runs', async () => {
  const { sampler, read } = openSampler()
  const stops = ['a', 'b'].map((id) => sampler.watch(id, watcher('chart')))
  stops.forEach((stop) => stop())
  expect(vi.getTimerCount()).toBe(0)
  await vi.advanceTimersByTimeAsync(5000)
  expect(read).not.toHaveBeenCalled()
})

test('an answer that comes after the last look has ended is nobody’s', async () => {
  const { sampler, read, onSample } = openSampler()
  let answer: ((raw: RawStats) => void) | undefined
  read.mockImplementation(() => new Promise((resolve) => (answer = resolve)))
  const one = watcher('chart')
  const stop = sampler.watch('a', one)
  await vi.advanceTimersByTimeAsync(50)
  stop()
  expect(read.mock.calls[0]?.[1].aborted).toBe(true)
  answer?.(RUNNING)
  await vi.advanceTimersByTimeAsync(0)
  expect(onSample).not.toHaveBeenCalled()
  expect(one.onEnd).not.toHaveBeenCalled()
})

test('an engine that is slow is asked for one sample of a container at a time', async () => {
  const { sampler, read } = openSampler()
  read.mockImplementation(() => new Promise(() => {}))
  sampler.watch('a', watcher('chart'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(read).toHaveBeenCalledOnce()
})

test('an engine that is away is asked nothing, and its samples go on when it is back', async () => {
  let isThere = false
  const { sampler, read } = openSampler({ isReachable: () => isThere })
  sampler.watch('a', watcher('chart'))
  await vi.advanceTimersByTimeAsync(5000)
  expect(read).not.toHaveBeenCalled()
  isThere = true
  await vi.advanceTimersByTimeAsync(1000)
  expect(read).toHaveBeenCalledOnce()
})

test('an engine that goes away ends all watches with its reason', () => {
  const { sampler } = openSampler()
  const [a, b] = [watcher('row'), watcher('keep')]
  sampler.watch('a', a)
  sampler.watch('b', b)
  const reason = new EngineError({ code: 'unreachable', message: 'gone' })
  sampler.fail(reason)
  expect(a.onEnd.mock.calls).toEqual([[reason]])
  expect(b.onEnd.mock.calls).toEqual([[reason]])
  expect(vi.getTimerCount()).toBe(0)
})

test('a second failure of one container ends the watches of that one', async () => {
  const { sampler, read } = openSampler()
  read.mockImplementation(async (id) => {
    if (id === 'a') throw new EngineError({ code: 'refused', message: 'no' })
    return RUNNING
  })
  const [a, b] = [watcher('row'), watcher('row')]
  sampler.watch('a', a)
  sampler.watch('b', b)
  await vi.advanceTimersByTimeAsync(50)
  expect(a.onEnd).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1000)
  expect(a.onEnd).toHaveBeenCalledOnce()
  expect(b.onEnd).not.toHaveBeenCalled()
  expect(b.onSample).toHaveBeenCalledTimes(2)
})

test('a failure between two samples is none', async () => {
  const { sampler, read } = openSampler()
  let turn = 0
  read.mockImplementation(async () => {
    turn += 1
    if (turn % 2 === 0) throw new EngineError({ code: 'bad-answer', message: 'nothing' })
    return RUNNING
  })
  const one = watcher('chart')
  sampler.watch('a', one)
  await vi.advanceTimersByTimeAsync(6500)
  expect(one.onEnd).not.toHaveBeenCalled()
  expect(one.onSample).toHaveBeenCalledTimes(4)
})
