import type { Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { createFrameParser, encodeFrame, type Frame } from '#shared/frames.ts'
import { chunk, CHUNKED, LAST_CHUNK } from '../../engine/fake-engine.ts'
import { createFakePipe, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { logHandlers } from './handlers.ts'

const STOPPED = { Config: { Tty: false }, State: { Running: false } }
const RUNNING = { Config: { Tty: false }, State: { Running: true } }
const WITH_TTY = { Config: { Tty: true }, State: { Running: false } }

let world: FakeWorld
afterEach(() => world.close())

test('frames come through as they are, both streams in order', async () => {
  const frames = [frame('stdout', 'a\n'), frame('stderr', 'b\n'), frame('stdout', 'c\n')]
  const { text, end } = await read(STOPPED, (socket) => socket.end(whole(...frames)))
  expect(text).toEqual([
    ['stdout', 'a\n'],
    ['stderr', 'b\n'],
    ['stdout', 'c\n'],
  ])
  expect(end).toEqual({ kind: 'complete' })
})

test('the engine is asked for the tail as a stream, also without following', async () => {
  await read(STOPPED, (socket) => socket.end(whole()), { follow: false })
  expect(world.requests()).toContain(
    'GET /containers/a/logs?stdout=true&stderr=true&tail=1000&follow=false&timestamps=false HTTP/1.1',
  )
})

test('a container with a TTY has one stream, in frames of ours', async () => {
  const { text } = await read(WITH_TTY, (socket) => socket.end(whole(Buffer.from('bare'))))
  expect(text).toEqual([['stdout', 'bare']])
})

test('the end of a followed log is no end while the container runs', async () => {
  const { end } = await read(RUNNING, (socket) => socket.end(whole(frame('stdout', 'a'))))
  expect(end).toEqual({ kind: 'interrupted' })
})

test('a log that was not followed is complete when the engine says so', async () => {
  const answer = (socket: Socket) => void socket.end(whole(frame('stdout', 'a')))
  expect((await read(RUNNING, answer, { follow: false })).end).toEqual({ kind: 'complete' })
})

test('a log whose container is gone is complete', async () => {
  world = await startFakeWorld({
    '/a/json': once({ Config: {} }),
    '/a/logs': (socket) => socket.end(whole(frame('stdout', 'a'))),
  })
  const pipe = createFakePipe<never>()
  await expect(start(pipe.end)).resolves.toEqual({ kind: 'complete' })
})

test('a log that is cut keeps what had come, and is interrupted', async () => {
  const bytes = Buffer.concat([Buffer.from(CHUNKED), chunk(frame('stdout', 'a'))])
  const { text, end } = await read(STOPPED, (socket) => socket.end(bytes))
  expect(text).toEqual([['stdout', 'a']])
  expect(end).toEqual({ kind: 'interrupted' })
})

test('half a frame is passed on: where a log breaks off is the end of it', async () => {
  const half = frame('stdout', 'bcd').subarray(0, 9)
  const { bytes, end } = await read(STOPPED, (socket) => socket.end(whole(half)))
  expect(bytes).toEqual(Buffer.from(half))
  expect(end).toEqual({ kind: 'complete' })
})

test('what is wished is asked of the engine, and all of a log without a tail', async () => {
  const wish = { tail: 'all' as const, since: '1700000000.000000001', until: '1700000001' }
  await read(STOPPED, (socket) => socket.end(whole()), wish)
  expect(world.requests()).toContain(
    'GET /containers/a/logs?stdout=true&stderr=true&tail=all&follow=true&timestamps=false' +
      '&since=1700000000.000000001&until=1700000001 HTTP/1.1',
  )
})

test('40,000 blank lines at once come through', async () => {
  const lines = Buffer.concat(Array.from({ length: 40_000 }, () => frame('stdout', '\n')))
  const { text } = await read(STOPPED, (socket) => socket.end(whole(lines)))
  expect(text).toHaveLength(40_000)
})

test('a window that stops reading holds the engine back', async () => {
  let sent = 0
  let held = false
  const flood = (socket: Socket) => {
    socket.write(CHUNKED)
    const piece = chunk(frame('stdout', 'x'.repeat(16_000)))
    const more = () => {
      while (socket.write(piece)) sent += piece.length
      held = true
    }
    socket.on('drain', more)
    more()
  }
  world = await startFakeWorld({ '/a/json': RUNNING, '/a/logs': flood })
  const pipe = createFakePipe<never>({ reading: false })
  const end = start(pipe.end)
  await vi.waitUntil(() => held && pipe.received().length > 0)
  // The pipe takes one block; what else was sent waits at its source, and in the socket's buffers.
  expect(sent).toBeLessThan(4 * 1024 * 1024)
  pipe.closeView()
  await end.catch(() => {})
})

test('a view that is closed closes the engine’s stream', async () => {
  let engineSide: Socket | undefined
  const answer = (socket: Socket) => {
    engineSide = socket
    socket.write(CHUNKED)
  }
  world = await startFakeWorld({ '/a/json': RUNNING, '/a/logs': answer })
  const pipe = createFakePipe<never>()
  const end = start(pipe.end)
  await vi.waitUntil(() => engineSide)
  pipe.closeView()
  await vi.waitUntil(() => engineSide?.destroyed)
  await end.catch(() => {})
})

test('a log that cannot be read says whose', async () => {
  world = await startFakeWorld({})
  const pipe = createFakePipe<never>()
  await expect(start(pipe.end)).rejects.toThrow('Cannot read the logs of container "a": no route')
})

async function read(inspect: object, logs: Routes[string], options = {}) {
  world = await startFakeWorld({ '/a/json': inspect, '/a/logs': logs })
  const pipe = createFakePipe<never>()
  const end = await start(pipe.end, options)
  const bytes = pipe.received()
  const frames = createFrameParser().push(bytes)
  return {
    end,
    bytes,
    text: frames.map(({ stream, payload }) => [stream, Buffer.from(payload).toString()]),
  }
}

function start(end: ReturnType<typeof createFakePipe<never>>['end'], options = {}) {
  const wish = { id: 'a', tail: 1000, follow: true, timestamps: false, ...options }
  return logHandlers(world.engines).read({ connection: world.connection, ...wish }, end)
}

function frame(stream: Frame['stream'], text: string): Uint8Array {
  return encodeFrame(stream, Buffer.from(text))
}

function whole(...parts: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from(CHUNKED), ...parts.map(chunk), Buffer.from(LAST_CHUNK)])
}

/** Answers the first time; afterwards the container is gone. */
function once(answer: object): Routes[string] {
  const body = JSON.stringify(answer)
  const answers = [
    `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
  ]
  return (socket) => socket.end(answers.shift() ?? '')
}
