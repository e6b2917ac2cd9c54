import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { afterEach, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import type { CallLimits } from '../call-limits.ts'
import {
  chunk,
  CHUNKED,
  LAST_CHUNK,
  respond,
  startFakeEngine,
  type Answer,
  type FakeEngine,
} from '../fake-engine.ts'
import type { Link } from '../links/link.ts'
import { createSocketLink } from '../links/socket-link.ts'
import type { OpeningLog } from './log-blocks.ts'
import { openLog } from './open-log.ts'

const ORDER = { path: '/containers/a/logs?stdout=true', isBare: false }

let fake: FakeEngine | undefined
afterEach(async () => {
  await fake?.close()
  fake = undefined
})

async function open(answer: Answer, limits: CallLimits = {}): Promise<OpeningLog> {
  fake = await startFakeEngine(answer)
  return openLog(createSocketLink(fake.socketPath), fake.endpoint, ORDER, limits)
}

/** What had come, and how it ended. */
async function read({ blocks, opened }: OpeningLog) {
  const parts: Uint8Array[] = []
  try {
    await opened
    for await (const block of blocks as AsyncIterable<Uint8Array>) parts.push(block)
    return { text: Buffer.concat(parts).toString(), error: undefined }
  } catch (error) {
    return { text: Buffer.concat(parts).toString(), error: error as EngineError }
  }
}

test('the chunks of an answer come without their framing', async () => {
  const log = await open((socket) =>
    socket.end(Buffer.concat([Buffer.from(CHUNKED), chunk('ab'), chunk('c'), bytes(LAST_CHUNK)])),
  )
  expect(await read(log)).toEqual({ text: 'abc', error: undefined })
  expect(fake?.requests).toEqual(['GET /containers/a/logs?stdout=true HTTP/1.1'])
})

test('the end of the body is the end, also of a connection that stays open', async () => {
  const log = await open((socket) => socket.write(`${CHUNKED}1\r\na\r\n${LAST_CHUNK}`))
  expect(await read(log)).toEqual({ text: 'a', error: undefined })
})

test('a body without a length ends with the connection', async () => {
  const log = await open((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nabc'))
  expect(await read(log)).toEqual({ text: 'abc', error: undefined })
})

test('a link that gives ready streams, such as one of ssh, is read all the same', async () => {
  const sent: string[] = []
  const stream = new Duplex({
    read() {},
    write(asked: Buffer, _encoding, done) {
      sent.push(asked.toString())
      this.push(`${CHUNKED}1\r\na\r\n${LAST_CHUNK}`)
      done()
    },
  })
  const link: Link = { dial: async () => stream, close: async () => {} }
  expect(await read(openLog(link, 'x', ORDER, {}))).toEqual({ text: 'a', error: undefined })
  expect(sent.join('')).toMatch(
    /^GET \/containers\/a\/logs\?stdout=true HTTP\/1\.1\r\n.*\r\n\r\n$/s,
  )
  expect(stream.destroyed).toBe(true)
})

test('a cut body is an error, after all that had come', async () => {
  const log = await open((socket) => socket.end(`${CHUNKED}1\r\na\r\n`))
  const { text, error } = await read(log)
  expect(text).toBe('a')
  expect(error).toMatchObject({ code: 'bad-answer', message: 'The engine’s answer was cut off' })
})

test('what is no body is an error, after all that had come', async () => {
  const log = await open((socket) => socket.write(`${CHUNKED}1\r\na\r\nnonsense`))
  const { text, error } = await read(log)
  expect(text).toBe('a')
  expect(error).toMatchObject({ code: 'bad-answer' })
})

test.each([
  ['with a length', respond(404, '{"message":"No such container: a"}')],
  [
    'in chunks',
    `${CHUNKED.replace('200 OK', '404 No')}22\r\n{"message":"No such container: a"}\r\n`,
  ],
  ['until the end', 'HTTP/1.1 404 No\r\n\r\n{"message":"No such container: a"}'],
])('a refusal %s is told with its meaning', async (_how, answer) => {
  const { error } = await read(await open((socket) => socket.end(answer)))
  expect(error).toBeInstanceOf(EngineError)
  expect(error).toMatchObject({
    code: 'not-found',
    status: 404,
    engineMessage: 'No such container: a',
  })
})

test('of an endless refusal no more is read than a reason can be', async () => {
  const log = await open((socket) => {
    socket.write('HTTP/1.1 500 No\r\n\r\n')
    const more = () => {
      while (socket.write('x'.repeat(16_000)));
    }
    socket.on('drain', more)
    more()
  })
  const { error } = await read(log)
  expect(error).toMatchObject({ status: 500, message: 'The engine gave no reason' })
})

test.each([
  ['a redirect', 'HTTP/1.1 302 Found\r\nLocation: http://other/\r\n\r\n', /redirect to "http:/],
  ['a switch of protocols', 'HTTP/1.1 101 UPGRADED\r\n\r\n', /switched protocols/],
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', /is no engine/],
])('%s is refused at once', async (_what, answer, message) => {
  let engineSide: Socket | undefined
  const log = await open((socket) => (engineSide = socket).write(answer))
  const { error } = await read(log)
  expect(error).toMatchObject({ code: 'bad-answer', message: expect.stringMatching(message) })
  await vi.waitUntil(() => engineSide?.destroyed)
})

test('an engine that hangs up before it answers is out of reach', async () => {
  const { error } = await read(await open((socket) => socket.end()))
  expect(error).toMatchObject({ code: 'unreachable' })
})

test('an engine that nothing leads to is out of reach', async () => {
  const link = createSocketLink('/nowhere/docker.sock')
  const { error } = await read(openLog(link, 'unix:///nowhere/docker.sock', ORDER, {}))
  expect(error).toMatchObject({ code: 'unreachable' })
})

test('the deadline is for the head: a log may be silent for longer', async () => {
  const late = await read(await open(() => {}, { deadlineMs: 20 }))
  expect(late.error).toMatchObject({ code: 'timeout' })
  await fake?.close()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let engineSide: Socket | undefined
  const log = await open((socket) => (engineSide = socket).write(CHUNKED), { deadlineMs: 200 })
  await log.opened
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  engineSide?.end(`1\r\na\r\n${LAST_CHUNK}`)
  expect(await read(log)).toEqual({ text: 'a', error: undefined })
})

test.each([
  ['before the engine answered', ''],
  ['while the log comes', CHUNKED],
])('a log that is taken back %s lets go of the engine', async (_when, answer) => {
  const abort = new AbortController()
  let engineSide: Socket | undefined
  const log = await open((socket) => (engineSide = socket).write(answer), { signal: abort.signal })
  await vi.waitUntil(() => engineSide)
  if (answer) await log.opened
  const end = read(log)
  abort.abort()
  expect((await end).error).toMatchObject({ code: 'cancelled' })
  await vi.waitUntil(() => engineSide?.destroyed)
})

test('a log is ended with the reason by whoever destroys it', async () => {
  const log = await open((socket) => socket.write(CHUNKED))
  await log.opened
  const end = read(log)
  const reason = new EngineError({ code: 'unreachable', message: 'gone' })
  log.blocks.destroy(reason)
  expect((await end).error).toBe(reason)
})

test('a reader that stops holds the engine back, and loses nothing when it goes on', async () => {
  const total = 200
  const piece = chunk('x'.repeat(64 * 1024))
  let sent = 0
  let held = false
  const log = await open((socket) => {
    socket.write(CHUNKED)
    const more = () => {
      while (sent < total) {
        sent += 1
        if (!socket.write(piece)) {
          held = true
          return
        }
      }
      socket.end(LAST_CHUNK)
    }
    socket.on('drain', more)
    more()
  })
  await log.opened
  await vi.waitUntil(() => held)
  // Half a megabyte of ours, and the buffers of the socket.
  await expect(settledValue(() => sent)).resolves.toBeLessThan(total / 2)
  const { text, error } = await read(log)
  expect(error).toBeUndefined()
  expect(text).toHaveLength(total * 64 * 1024)
})

/** The value once it no longer changes. */
async function settledValue(value: () => number): Promise<number> {
  let last = -1
  await vi.waitUntil(
    () => {
      const isSame = value() === last
      last = value()
      return isSame
    },
    { interval: 100 },
  )
  return last
}

function bytes(text: string): Buffer {
  return Buffer.from(text)
}
