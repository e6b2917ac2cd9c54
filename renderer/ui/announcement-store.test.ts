import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAnnouncementStore, QUIET_MS } from './announcement-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function listen() {
  const store = createAnnouncementStore()
  const spoken: string[] = []
  store.subscribe(() => spoken.push(store.get()))
  return { store, spoken }
}

test('after a silence a message is spoken at once', () => {
  const { store, spoken } = listen()
  store.add('Connected: lab', 'connection')
  vi.advanceTimersByTime(QUIET_MS)
  store.add('Reconnecting: lab', 'connection')
  expect(spoken).toEqual(['Connected: lab', 'Reconnecting: lab'])
})

test('a flood is one message each 2 s, with the latest of each subject', () => {
  const { store, spoken } = listen()
  store.add('first', 'a')
  for (let i = 0; i < 100; i++) {
    store.add(`log ${i}`, 'log')
    store.add(`engine ${i}`, 'engine')
  }
  vi.advanceTimersByTime(QUIET_MS - 1)
  expect(spoken).toEqual(['first'])
  vi.advanceTimersByTime(1)
  expect(spoken).toEqual(['first', 'log 99. engine 99'])
  store.add('last', 'a')
  vi.advanceTimersByTime(QUIET_MS - 1)
  expect(spoken).toHaveLength(2)
  vi.advanceTimersByTime(10 * QUIET_MS)
  expect(spoken.slice(2)).toEqual(['last'])
})
