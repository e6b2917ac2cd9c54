import { expect, test } from 'vitest'
import { endNotice } from './end-notice.ts'

test('the system says which task it is, and why it ended', () => {
  const name = 'Pull redis:7'
  const result = { kind: 'pulled', reference: 'redis:7', id: 'x' } as const
  const error = { code: 'refused', message: 'Cannot pull image "redis:7": no' } as const
  expect(endNotice({ name, state: { kind: 'done', result } })).toEqual({
    title: name,
    body: 'Done',
  })
  expect(endNotice({ name, state: { kind: 'failed', error } }).body).toBe(error.message)
  expect(endNotice({ name, state: { kind: 'interrupted', error } }).body).toBe(
    `Interrupted. ${error.message}`,
  )
})
