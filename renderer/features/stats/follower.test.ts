import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StatsNews } from '#shared/contract/stats.ts'
import { createHistory } from '#shared/stats-history.ts'
import type { FeedListener } from '../../ipc/client.ts'
import { createFollower, type StatsMember } from './follower.ts'

const SAMPLE = { at: 5000, spanMs: 1000, memoryBytes: 7, memoryLimitBytes: 9 }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const feeds = new Map<string, FeedListener<StatsNews>>()
  const recall = vi.fn(async () => createHistory().save())
  const follow = vi.fn(({ id }: { id: string }, listener: FeedListener<StatsNews>) => {
    feeds.set(id, listener)
    return () => void feeds.delete(id)
  })
  const onChange = vi.fn()
  const follower = createFollower({ follow, recall }, onChange)
  return { feeds, recall, follow, onChange, follower }
}

const member = (id: string, isRunning = true): StatsMember => {
  return { connection: 'local', id, name: id, isRunning }
}

function sendHistory(listener: FeedListener<StatsNews> | undefined) {
  const history = createHistory()
  history.add({ ...SAMPLE, at: 4000 })
  listener?.onValue({ kind: 'history', history: history.save() })
}

test('samples go on where the history ends', () => {
  const { feeds, follower, onChange } = open()
  follower.follow([member('a')])
  sendHistory(feeds.get('a'))
  expect(onChange).toHaveBeenCalledOnce()
  feeds.get('a')?.onValue({ kind: 'sample', sample: SAMPLE })
  const history = follower.historyOf(member('a'))
  expect([4, 5, 6].map((slot) => history?.at('2 min', slot, 'memoryBytes'))).toEqual([7, 7, NaN])
})

test('what is new is opened, what has gone is closed, and the others go on as they are', () => {
  const { feeds, follow, follower } = open()
  follower.follow([member('a'), member('b')])
  follower.follow([member('b'), member('c')])
  expect([...feeds.keys()]).toEqual(['b', 'c'])
  expect(follow).toHaveBeenCalledTimes(3)
  follower.close()
  expect(feeds.size).toBe(0)
})

test('one that stops keeps its history, and is asked for no more', () => {
  const { feeds, recall, follower } = open()
  follower.follow([member('a')])
  sendHistory(feeds.get('a'))
  follower.follow([member('a', false)])
  expect(feeds.size).toBe(0)
  expect(recall).not.toHaveBeenCalled()
  expect(follower.historyOf(member('a'))?.newest()).toBe(4000)
})

test('of one that does not run the history is recalled', async () => {
  const { recall, follower, onChange } = open()
  follower.follow([member('a', false)])
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce())
  expect(recall).toHaveBeenCalledOnce()
  expect(follower.historyOf(member('a'))?.newest()).toBe(0)
})

test('a feed that breaks off says why, and is opened again', () => {
  const { feeds, follow, follower } = open()
  follower.follow([member('a')])
  const error = new Error('gone') as never
  feeds.get('a')?.onEnd?.(error)
  expect(follower.errorOf(member('a'))).toBe(error)
  vi.advanceTimersByTime(3000)
  expect(follow).toHaveBeenCalledTimes(2)
  sendHistory(feeds.get('a'))
  feeds.get('a')?.onValue({ kind: 'sample', sample: SAMPLE })
  expect(follower.errorOf(member('a'))).toBeUndefined()
})

test('one that breaks off and is left is not opened again', () => {
  const { feeds, follow, follower } = open()
  follower.follow([member('a')])
  feeds.get('a')?.onEnd?.(undefined)
  follower.follow([])
  vi.advanceTimersByTime(10_000)
  expect(follow).toHaveBeenCalledOnce()
})
