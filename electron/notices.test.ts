import { expect, test, vi } from 'vitest'
import { createNotices } from './notices.ts'

const unreadable = { kind: 'unreadable-file', path: '/a/settings.json', keptAs: '/a/b' } as const

test('a flood of faults is one notice that counts them', () => {
  const notices = createNotices()
  for (let i = 0; i < 500; i++) notices.addFault()
  notices.add(unreadable)
  expect(notices.list()).toEqual([unreadable, { kind: 'fault', count: 500 }])
})

test('what was dismissed is gone, and faults are counted anew', () => {
  const notices = createNotices()
  notices.addFault()
  notices.add(unreadable)
  notices.clear()
  expect(notices.list()).toEqual([])
  notices.addFault()
  expect(notices.list()).toEqual([{ kind: 'fault', count: 1 }])
})

test('a listener hears every change until it unsubscribes', () => {
  const notices = createNotices()
  const listener = vi.fn<() => void>()
  const stop = notices.onChange(listener)
  notices.addFault()
  notices.clear()
  stop()
  notices.addFault()
  expect(listener).toHaveBeenCalledTimes(2)
})
