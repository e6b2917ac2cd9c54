import type { Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { StatsSample } from '#shared/contract/stats.ts'
import { chunk, CHUNKED, LAST_CHUNK } from '../../engine/fake-engine.ts'
import { createFakeSink, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { statsHandlers } from './handlers.ts'

const SAMPLE = { read: '2026-11-23T10:00:00Z', memory_stats: { usage: 100, limit: 1000 } }
const STOPPED = { read: '0001-01-01T00:00:00Z', memory_stats: {} }

let world: FakeWorld
afterEach(() => world.close())

async function watch(stats: Routes[string]) {
  world = await startFakeWorld({ '/a/stats': stats })
  const fake = createFakeSink<StatsSample>()
  const end = statsHandlers(world.engines).watch(
    { connection: world.connection, id: 'a' },
    fake.sink,
  )
  end.catch(() => {})
  return { ...fake, end }
}

test('samples come as the engine sends them, and the feed ends when the container stops', async () => {
  let engineSide: Socket | undefined
  const { end, values } = await watch((socket) => {
    engineSide = socket
    socket.write(CHUNKED)
    // The engine goes on for ever: it is us who stop listening.
    for (const line of [SAMPLE, SAMPLE, STOPPED]) socket.write(chunk(`${JSON.stringify(line)}\n`))
  })
  await end
  expect(values).toHaveLength(2)
  await vi.waitUntil(() => engineSide?.destroyed)
})

test('a view that is closed closes the engine’s stream', async () => {
  let engineSide: Socket | undefined
  const { end, closeView } = await watch((socket) => {
    engineSide = socket
    socket.write(CHUNKED)
  })
  await vi.waitUntil(() => engineSide)
  closeView()
  await vi.waitUntil(() => engineSide?.destroyed)
  await end.catch(() => {})
})

test('a stream that is cut is an error that names the container', async () => {
  const { end } = await watch((socket) => socket.end(CHUNKED))
  await expect(end).rejects.toMatchObject({
    code: 'bad-answer',
    message: 'Cannot watch container "a": the engine’s answer was cut off',
  })
})

test('the last line of an orderly end counts', async () => {
  const bytes = Buffer.concat([
    Buffer.from(CHUNKED),
    chunk(JSON.stringify(SAMPLE)),
    Buffer.from(LAST_CHUNK),
  ])
  const { end, values } = await watch((socket) => socket.end(bytes))
  await end
  expect(values).toEqual([{ memoryBytes: 100, memoryLimitBytes: 1000 }])
})
