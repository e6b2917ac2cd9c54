import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { createEngine } from './engine.ts'

test('a stream that opens while the engine is closed is ended, unless it is of work that is left', async () => {
  const path = '/nowhere/docker.sock'
  const connection = { id: 'a', name: 'a', endpoint: `unix://${path}` }
  const engine = createEngine(connection as never, { kind: 'socket', path })
  const closed = engine.close()
  const late = engine.hold(new PassThrough())
  const left = engine.hold(new PassThrough(), { isLeftWork: true })
  await expect(finished(late)).rejects.toMatchObject({ code: 'cancelled' })
  expect(left.destroyed).toBe(false)
  left.destroy()
  await closed
})
