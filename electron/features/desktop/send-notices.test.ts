import { expect, test, vi } from 'vitest'
import type { Notice } from '#shared/contract/desktop.ts'
import { createNotices } from '../../notices.ts'
import { createFakeSink } from '../fake-world.ts'
import { sendNotices } from './send-notices.ts'

test('what happened before there was a window arrives, and so does what follows', () => {
  const notices = createNotices()
  notices.addFault()
  const { sink, values, closeView } = createFakeSink<readonly Notice[]>()
  void sendNotices(notices, sink)
  notices.addFault()
  notices.clear()
  const counts = values.map(([first]) => first?.kind === 'fault' && first.count)
  expect(counts).toEqual([1, 2, false])
  closeView()
})

test('a window that is behind gets the last of a flood, once', async () => {
  const notices = createNotices()
  const { sink, values, closeView } = createFakeSink<readonly Notice[]>()
  let catchUp = () => {}
  const whenWritable = () => new Promise<void>((resolve) => (catchUp = resolve))
  void sendNotices(notices, { ...sink, writable: false, whenWritable })
  for (let i = 0; i < 500; i++) notices.addFault()
  catchUp()
  await vi.waitUntil(() => values.length > 0)
  expect(values).toEqual([[{ kind: 'fault', count: 500 }]])
  closeView()
})

test('a view that is closed is sent nothing more', async () => {
  const notices = createNotices()
  const { sink, values, closeView } = createFakeSink<readonly Notice[]>()
  const sent = sendNotices(notices, sink)
  closeView()
  await sent
  notices.addFault()
  expect(values).toHaveLength(1)
})
