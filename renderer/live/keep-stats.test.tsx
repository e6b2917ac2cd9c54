import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { containersKey } from '#features/containers'
import type { engine } from '../ipc/client.ts'
import { keepStats } from './keep-stats.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start() {
  const open: { readonly ids: readonly string[]; end(): void }[] = []
  const keep: typeof engine.stats.keep = ({ ids }, { onEnd }) => {
    const one = { ids, end: () => onEnd?.(undefined) }
    open.push(one)
    return () => void open.splice(open.indexOf(one), 1)
  }
  // The cache has timers of its own, to forget by.
  const client = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } })
  const list = (...running: string[]) =>
    client.setQueryData(containersKey('local'), [
      { id: 'stopped', state: { kind: 'exited' } },
      ...running.map((id) => ({ id, state: { kind: 'running' } })),
    ])
  const stop = keepStats(client, 'local', keep)
  return { open, list, stop, kept: () => open.map(({ ids }) => ids) }
}

test('what runs is kept, and many changes of the list are one', () => {
  const { list, kept } = start()
  list('a')
  vi.advanceTimersByTime(400)
  list('b', 'a')
  vi.advanceTimersByTime(200)
  expect(kept()).toEqual([['a', 'b']])
})

test('what is kept further is watched all the time', () => {
  const { list, kept } = start()
  list('a')
  vi.advanceTimersByTime(600)
  list('a', 'b')
  vi.advanceTimersByTime(600)
  expect(kept()).toEqual([['a'], ['a', 'b']])
  vi.advanceTimersByTime(1000)
  expect(kept()).toEqual([['a', 'b']])
})

test('with nothing running nothing is kept', () => {
  const { list, kept } = start()
  list('a')
  vi.advanceTimersByTime(600)
  list()
  vi.advanceTimersByTime(2000)
  expect(kept()).toEqual([])
})

test('a watch that ended with its engine is opened again', () => {
  const { open, list } = start()
  list('a')
  vi.advanceTimersByTime(600)
  open.splice(0)[0]?.end()
  vi.advanceTimersByTime(5000)
  expect(open).toHaveLength(1)
})

test('after the end nothing is left', () => {
  const { list, stop, kept } = start()
  list('a')
  vi.advanceTimersByTime(600)
  list('a', 'b')
  stop()
  expect(kept()).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
