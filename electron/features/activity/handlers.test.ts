import type { Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { EngineEvent, Resync } from '#shared/contract/activity.ts'
import type { FeedSink } from '../../ipc/handlers.ts'
import { chunk, CHUNKED } from '../../engine/fake-engine.ts'
import { createFakeSink, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { activityHandlers } from './handlers.ts'

type Value = EngineEvent | Resync

let world: FakeWorld
afterEach(() => world.close())

async function listen(sink: FeedSink<Value>): Promise<Socket> {
  let engineSide: Socket | undefined
  const events = (socket: Socket) => {
    engineSide = socket
    socket.write(CHUNKED)
  }
  world = await startFakeWorld({ ' /events': events })
  void activityHandlers(world.engines).events({ connection: world.connection }, sink)
  return vi.waitUntil(() => engineSide)
}

test('lists are read again once events are listened to; then events come', async () => {
  const { sink, values, closeView } = createFakeSink<Value>()
  const engineSide = await listen(sink)
  await vi.waitUntil(() => values.length > 0)
  engineSide.write(event('start'))
  await vi.waitUntil(() => values.length > 1)
  expect(values).toMatchObject([{ kind: 'resync' }, { kind: 'event', action: 'start' }])
  closeView()
})

test('a window that is behind is told once to read the lists again', async () => {
  const { sink, values, closeView } = createFakeSink<Value>()
  let catchUp = () => {}
  const behind: FeedSink<Value> = {
    ...sink,
    writable: false,
    whenWritable: () => new Promise((resolve) => (catchUp = resolve)),
  }
  const engineSide = await listen(behind)
  engineSide.write(Buffer.concat(['start', 'die', 'destroy'].map(event)))
  await vi.waitUntil(
    () => world.engines.get(world.connection).supervisor.state.kind === 'connected',
  )
  catchUp()
  await vi.waitUntil(() => values.length > 0)
  expect(values).toEqual([{ kind: 'resync' }])
  closeView()
})

function event(Action: string): Buffer {
  return chunk(`${JSON.stringify({ Type: 'container', Action, Actor: { ID: 'a' } })}\n`)
}
