import { expect, test } from 'vitest'
import { closeAll, closeOnSignal } from './closing.mjs'

test('a signal closes what is open, the last opened first', async () => {
  /** @type {string[]} */
  const closed = []
  closeOnSignal(() => void closed.push('display'))
  closeOnSignal(async () => void closed.push('engine'))
  const closedBefore = closeOnSignal(() => void closed.push('app'))
  closedBefore()
  await closeAll('SIGINT')
  expect(closed).toEqual(['engine', 'display'])
})
