import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { settleMany } from './settle-many.ts'

test('says of every target whether it was done or why not, in their order', async () => {
  const refused = new EngineError({ code: 'conflict', message: 'No' })
  const outcome = await settleMany(['a', 'b', 'c'], async (name) => {
    if (name === 'b') throw refused
  })
  expect(outcome).toEqual({ done: ['a', 'c'], failed: [{ target: 'b', error: refused }] })
})

test('works on at most six targets at a time', async () => {
  let now = 0
  let most = 0
  const targets = Array.from({ length: 40 }, (_, index) => index)
  await settleMany(targets, async () => {
    now += 1
    most = Math.max(most, now)
    await Promise.resolve()
    now -= 1
  })
  expect(most).toBe(6)
})
