import { afterEach, expect, test, vi } from 'vitest'
import type { ConnectionState } from '#shared/contract/connections.ts'
import { createEngines } from '../../engine/index.ts'
import { aCall, createFakeSink, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { connectionHandlers } from './handlers.ts'

let world: FakeWorld | undefined
afterEach(async () => {
  await world?.close()
  world = undefined
})

test('the state is told at once, then each change of it', async () => {
  world = await startFakeWorld({})
  const { sink, values, closeView } = createFakeSink<ConnectionState>()
  const end = connectionHandlers(world.engines).state({ connection: world.connection }, sink)
  expect(values.map(({ kind }) => kind)).toEqual(['connecting'])
  await vi.waitUntil(() => values.length > 1)
  expect(values[1]).toMatchObject({ kind: 'connected', engine: { version: '1', name: 'fake' } })
  closeView()
  await end
})

test('a connection that cannot be used says so for as long as somebody looks', async () => {
  const environment = { host: 'fd://3', context: undefined, tlsVerify: undefined }
  const engines = createEngines({ environment: { ...environment, configFolder: '/nowhere' } })
  const { sink, values, closeView } = createFakeSink<ConnectionState>()
  const end = connectionHandlers(engines).state({ connection: 'DOCKER_HOST' }, sink)
  expect(values).toMatchObject([
    { kind: 'disconnected', error: { message: 'The endpoint "fd://3" is not one that we know' } },
  ])
  closeView()
  await end
})

test('a connection that does not exist is not found', async () => {
  world = await startFakeWorld({})
  const retry = connectionHandlers(world.engines).retry({ connection: 'none' }, aCall())
  await expect(retry).rejects.toMatchObject({ code: 'not-found' })
})
