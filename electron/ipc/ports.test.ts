import { setImmediate as turn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { pipe, type Pipe } from '#shared/ipc/define.ts'
import { FEED_FLOW, PIPE_FLOW } from '#shared/ipc/wire.ts'
import { FakePort } from './fake-port.ts'
import { feedOverPort, pipeOverPort, endingOf } from './ports.ts'

const CHUNK = Buffer.alloc(64 * 1024)
const endpoint = pipe({
  effect: 'change',
  input: z.object({}),
  control: z.strictObject({ resize: z.int() }),
})

function openPipe(over: Pipe = endpoint) {
  const port = new FakePort()
  return { port, pipe: pipeOverPort(port.asMain, endingOf(port.asMain).signal, over) }
}

function openFeed() {
  const port = new FakePort()
  return { port, feed: feedOverPort(port.asMain, endingOf(port.asMain).signal) }
}

test('a pipe pauses once the window stops acknowledging, and goes on when it catches up', async () => {
  const { port, pipe } = openPipe()
  for (let i = 0; i < 20; i++) pipe.stream.write(CHUNK)
  await turn()
  const paused = port.bytes
  expect(paused).toBeGreaterThan(PIPE_FLOW.high)
  expect(paused).toBeLessThanOrEqual(PIPE_FLOW.high + CHUNK.byteLength)
  port.receive({ ack: paused })
  await turn()
  expect(port.bytes).toBeGreaterThan(paused)
})

test('a pipe stays paused between its marks', async () => {
  const { port, pipe } = openPipe()
  for (let i = 0; i < 20; i++) pipe.stream.write(CHUNK)
  await turn()
  const paused = port.bytes
  port.receive({ ack: CHUNK.byteLength })
  await turn()
  expect(port.bytes).toBe(paused)
})

test('a pipe whose endpoint has flow marks of its own pauses at those', async () => {
  const flow = { high: 16 * CHUNK.byteLength, low: CHUNK.byteLength }
  const { port, pipe } = openPipe({ ...endpoint, flow })
  for (let i = 0; i < 40; i++) pipe.stream.write(CHUNK)
  await turn()
  expect(port.bytes).toBe(17 * CHUNK.byteLength)
})

test('a chunk that has a buffer of its own is sent as it is', async () => {
  const { port, pipe } = openPipe()
  const block = Uint8Array.of(1, 2, 3)
  pipe.stream.write(block)
  await turn()
  expect(port.chunks[0]?.buffer).toBe(block.buffer)
})

test('a chunk is sent without the pool that it was cut from', async () => {
  const { port, pipe } = openPipe()
  pipe.stream.write(Buffer.from('pooled').subarray(0, 3))
  await turn()
  expect(port.chunks[0]?.buffer.byteLength).toBe(3)
})

test('closing the port destroys the stream, also while it is paused', async () => {
  const { port, pipe } = openPipe()
  for (let i = 0; i < 20; i++) pipe.stream.write(CHUNK)
  port.close()
  await turn()
  expect(pipe.stream.destroyed).toBe(true)
  expect(pipe.signal.aborted).toBe(true)
})

test('a control message that comes before the listener is not lost', () => {
  const { port, pipe } = openPipe()
  port.receive({ control: { resize: 80 } })
  const seen = vi.fn()
  pipe.onControl(seen)
  port.receive({ control: { resize: 120 } })
  expect(seen.mock.calls).toEqual([[{ resize: 80 }], [{ resize: 120 }]])
})

test.each([
  ['a control message that does not parse', { control: { resize: 'wide' } }],
  ['an acknowledgement of what was never sent', { ack: 1 }],
  ['a negative acknowledgement', { ack: -5 }],
  ['something else', 'hello'],
])('%s closes the port', (_what, message) => {
  const { port, pipe } = openPipe()
  port.receive(message)
  expect(port.closed).toBe(true)
  expect(pipe.stream.destroyed).toBe(true)
})

test('a control message to a pipe that takes none closes the port', () => {
  const port = new FakePort()
  const deaf = pipe({ effect: 'read', input: z.object({}) })
  pipeOverPort(port.asMain, endingOf(port.asMain).signal, deaf)
  port.receive({ control: { resize: 80 } })
  expect(port.closed).toBe(true)
})

test('bytes of the window are acknowledged only as far as they are read', async () => {
  const { port, pipe } = openPipe()
  const sent = 10
  for (let i = 0; i < sent; i++) port.receive(new Uint8Array(CHUNK))
  const acknowledged = () =>
    port.sent.reduce<number>((sum, message) => sum + ((message as { ack?: number }).ack ?? 0), 0)
  expect(acknowledged()).toBeLessThan(sent * CHUNK.byteLength)
  pipe.stream.resume()
  await turn()
  await turn()
  expect(acknowledged()).toBe(sent * CHUNK.byteLength)
})

test('a feed tells its handler that the window is behind', async () => {
  const { port, feed } = openFeed()
  expect(feed.writable).toBe(true)
  for (let i = 0; i <= FEED_FLOW.high; i++) feed.emit(i)
  expect(feed.writable).toBe(false)
  const caughtUp = feed.whenWritable()
  port.receive({ ack: FEED_FLOW.high })
  await caughtUp
  expect(feed.writable).toBe(true)
})

test('a handler that waits for a closed window goes on', async () => {
  const { port, feed } = openFeed()
  for (let i = 0; i <= FEED_FLOW.high; i++) feed.emit(i)
  const waiting = feed.whenWritable()
  port.close()
  await expect(waiting).resolves.toBeUndefined()
})
