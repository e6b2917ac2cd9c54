import { afterEach, expect, test } from 'vitest'
import type { ListingPart } from '#shared/contract/files.ts'
import { respond } from '../../engine/fake-engine.ts'
import { createFakeSink, idleWork, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { fileHandlers } from './handlers.ts'

let world: FakeWorld
afterEach(() => world.close())

test('whoever leaves while the usual names are asked for has no archive of all opened', async () => {
  const { sink, closeView } = createFakeSink<ListingPart>()
  world = await startFakeWorld({
    'GET /containers/a/json': { State: { Running: false } },
    HEAD: (socket) => {
      closeView()
      socket.end(respond(404, ''))
    },
    'GET /containers/a/archive': () => {},
  })
  const { list } = fileHandlers(idleWork(world.engines))
  const ref = { connection: world.connection, id: 'a' }
  await expect(list({ ...ref, path: '/', patience: 'short' }, sink)).rejects.toThrow()
  expect(world.requests().filter((line) => line.startsWith('GET'))).toEqual([
    expect.stringContaining('/json'),
  ])
})
