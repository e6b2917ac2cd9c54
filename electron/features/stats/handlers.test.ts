import { afterEach, expect, test, vi } from 'vitest'
import type { NamedSample, StatsNews, StatsSample } from '#shared/contract/stats.ts'
import { createHistory } from '#shared/stats-history.ts'
import { respond } from '../../engine/fake-engine.ts'
import { createFakeSink, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { statsHandlers } from './handlers.ts'

const RUNNING = { read: '2026-11-23T10:00:00Z', memory_stats: { usage: 100, limit: 1000 } }
const STOPPED = { read: '0001-01-01T00:00:00Z', memory_stats: {} }

let world: FakeWorld
afterEach(() => world.close())

async function open(stats: Routes[string], isRunning = true) {
  const inspect = { State: { Running: isRunning } }
  world = await startFakeWorld({ '/a/stats': stats ?? {}, '/a/json': inspect })
  const handlers = statsHandlers(world.engines)
  const ref = { connection: world.connection, id: 'a' }
  return { handlers, ref }
}

async function watch(stats: Routes[string], isRunning = true) {
  const { handlers, ref } = await open(stats, isRunning)
  const fake = createFakeSink<StatsSample>()
  const end = handlers.watch(ref, fake.sink)
  end.catch(() => {})
  return { ...fake, end }
}

test('samples come while the container runs, and the feed ends when it stops', async () => {
  let asked = 0
  const { end, values } = await watch((socket) => {
    asked += 1
    socket.end(respond(200, JSON.stringify(asked < 3 ? RUNNING : STOPPED)))
  })
  await end
  expect(values).toHaveLength(2)
  expect(values[0]).toMatchObject({ memoryBytes: 100, memoryLimitBytes: 1000 })
})

test('an answer that is cut is an error that names the container', async () => {
  const { end } = await watch((socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{'),
  )
  await expect(end).rejects.toMatchObject({
    code: 'bad-answer',
    message: 'Cannot watch container "a": the engine’s answer was cut off',
  })
})

test('an empty answer of one that does not run, as Podman gives it, ends the feed', async () => {
  const { end, values } = await watch(respond(200, ''), false)
  await end
  expect(values).toEqual([])
})

test('a container that was removed ends the feed, and is no error', async () => {
  const { end, values } = await watch(respond(404, '{"message":"No such container: a"}'))
  await end
  expect(values).toEqual([])
})

test('a view that is closed takes its question back', async () => {
  const ended = vi.fn()
  const { end, closeView } = await watch((socket) => void socket.on('close', ended))
  await vi.waitUntil(() => world.requests().length > 0)
  closeView()
  await end
  await vi.waitUntil(() => ended.mock.calls.length > 0)
})

test('a chart begins with what was sampled before it was opened', async () => {
  const { handlers, ref } = await open(RUNNING)
  const row = createFakeSink<StatsSample>()
  const watching = handlers.watch(ref, row.sink)
  await vi.waitUntil(() => row.values.length > 0)
  row.closeView()
  await watching
  const chart = createFakeSink<StatsNews>()
  const following = handlers.follow(ref, chart.sink)
  const [first] = chart.values
  chart.closeView()
  await following
  if (first?.kind !== 'history') throw new Error('there is no history')
  const history = createHistory(first.history)
  expect(history.newest()).toBeGreaterThan(Date.now() - 10_000)
  expect(await handlers.recall(ref, { signal: chart.sink.signal })).toEqual(first.history)
})

test('those that are kept are told of together, and one that cannot be read is left out', async () => {
  const { handlers, ref } = await open(RUNNING)
  const { sink, values, closeView } = createFakeSink<readonly NamedSample[]>()
  const keeping = handlers.keep({ connection: ref.connection, ids: ['a', 'b'] }, sink)
  await vi.waitUntil(() => values.length > 0, { timeout: 5000 })
  closeView()
  await keeping
  expect(values[0]).toEqual([{ id: 'a', sample: expect.objectContaining({ memoryBytes: 100 }) }])
})
