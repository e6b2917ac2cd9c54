import { EventEmitter, once } from 'node:events'
import type { Socket } from 'node:net'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import {
  chunk,
  CHUNKED,
  LAST_CHUNK,
  respond,
  startFakeEngine,
  type Answer,
} from '../fake-engine.ts'
import type { FakeEngine } from '../fake-engine.ts'
import { createLogThread, type LogThread, type Thread } from './log-thread.ts'
import { serveReadings } from './serve-readings.ts'

const ORDER = { path: '/containers/a/logs', isBare: false }

const undo: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const one of undo.splice(0)) await one()
})

/** The code of a thread at the other end of a port, in this one: threads load no TypeScript. */
class FakeThread extends EventEmitter implements Thread {
  readonly #port: MessagePort
  constructor() {
    super()
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    serveReadings(port2)
    undo.push(() => port1.close())
  }
  postMessage: Thread['postMessage'] = (order, transfer) => this.#port.postMessage(order, transfer)
  unref() {}
}

async function start(answer: Answer): Promise<{ fake: FakeEngine; open: () => Opened }> {
  const fake = await startFakeEngine(answer)
  undo.push(() => fake.close())
  const thread = createLogThread(() => new FakeThread(), vi.fn())
  return { fake, open: () => openOn(thread, fake) }
}

type Opened = ReturnType<LogThread['open']>

function openOn(thread: LogThread, { socketPath, endpoint }: FakeEngine, limits = {}): Opened {
  return thread.open({ kind: 'socket', path: socketPath }, endpoint, ORDER, limits)
}

async function read({ blocks, opened }: Opened) {
  const parts: Uint8Array[] = []
  await opened
  for await (const block of blocks as AsyncIterable<Uint8Array>) parts.push(block)
  return Buffer.concat(parts)
}

test('a log comes through the thread as it is, in buffers of its own', async () => {
  const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_byte, index) => index % 251))
  const { open } = await start((socket) =>
    socket.end(Buffer.concat([Buffer.from(CHUNKED), chunk(bytes), Buffer.from(LAST_CHUNK)])),
  )
  const log = open()
  const sizes: boolean[] = []
  log.blocks.on('data', ({ buffer, byteLength }: Uint8Array) =>
    sizes.push(buffer.byteLength === byteLength),
  )
  expect((await read(log)).equals(bytes)).toBe(true)
  expect(new Set(sizes)).toEqual(new Set([true]))
})

test('a refusal arrives as the error that it is', async () => {
  const { open } = await start((socket) => socket.end(respond(409, '{"message":"no"}')))
  await expect(read(open())).rejects.toMatchObject({ code: 'conflict', status: 409 })
})

test('a cut log is an error, after all that had come', async () => {
  const { open } = await start((socket) => socket.end(`${CHUNKED}1\r\na\r\n`))
  const log = open()
  const came: Uint8Array[] = []
  log.blocks.on('data', (block: Uint8Array) => came.push(block))
  await expect(once(log.blocks, 'end')).rejects.toMatchObject({ code: 'bad-answer' })
  expect(Buffer.concat(came).toString()).toBe('a')
})

test.each([
  ['before the engine answered', ''],
  ['while it comes', CHUNKED],
])('a log that is closed %s is closed on the engine', async (_when, answer) => {
  let engineSide: Socket | undefined
  const { open } = await start((socket) => (engineSide = socket).write(answer))
  const log = open()
  await vi.waitUntil(() => engineSide)
  if (answer) await log.opened
  log.blocks.destroy()
  await expect(log.opened.then(() => answer))
    .resolves.toBe(answer)
    .catch(() => {})
  await vi.waitUntil(() => engineSide?.destroyed)
})

test('a call that is taken back ends at once, with a thread that never answers', async () => {
  const deaf = Object.assign(new EventEmitter(), { postMessage() {}, unref() {} })
  const thread = createLogThread(() => deaf, vi.fn())
  const abort = new AbortController()
  const address = { kind: 'socket', path: '/x' } as const
  const { opened } = thread.open(address, 'x', ORDER, { signal: abort.signal })
  abort.abort()
  await expect(opened).rejects.toMatchObject({ code: 'cancelled' })
})

test('a reader that stops holds the engine back through the thread', async () => {
  let sent = 0
  let engineSide: Socket | undefined
  const piece = chunk('x'.repeat(64 * 1024))
  const { open } = await start((socket) => {
    engineSide = socket
    socket.write(CHUNKED)
    const more = () => {
      while (socket.write(piece)) sent += piece.length
      sent += piece.length
    }
    socket.on('drain', more)
    more()
  })
  const log = open()
  await log.opened
  // What it may hold is on its way sooner or later; an engine that is not held would send for ever.
  let before = -1
  const isHeld = () => {
    const same = sent === before && engineSide?.writableNeedDrain === true
    before = sent
    return same
  }
  await vi.waitUntil(isHeld, { interval: 100, timeout: 5000 })
  expect(sent).toBeLessThan(4 * 1024 * 1024)
  log.blocks.destroy()
})

test('a thread that dies ends its logs, and the next log has another one', async () => {
  const fake = await startFakeEngine((socket) => socket.write(`${CHUNKED}1\r\na\r\n`))
  undo.push(() => fake.close())
  const threads: FakeThread[] = []
  const begin = () => {
    const thread = new FakeThread()
    threads.push(thread)
    return thread
  }
  const onFault = vi.fn()
  const thread = createLogThread(begin, onFault)
  const first = openOn(thread, fake)
  await first.opened
  const end = once(first.blocks.resume(), 'end')
  threads[0]?.emit('error', new Error('out of memory'))
  threads[0]?.emit('exit')
  await expect(end).rejects.toMatchObject({ code: 'unexpected' })
  expect(onFault).toHaveBeenCalledOnce()
  const second = openOn(thread, fake)
  await second.opened
  expect(threads).toHaveLength(2)
  second.blocks.destroy()
})

test.each([
  ['that cannot be started', () => new Worker('/nowhere/log-reader.cjs')],
  ['that exits', () => runWorker('parentPort.once("message", () => process.exit(1))')],
  ['that throws', () => runWorker('parentPort.once("message", () => { throw new Error("x") })')],
])('a real thread %s ends the logs that it was given', async (_how, begin) => {
  const thread = createLogThread(begin, vi.fn())
  const address = { kind: 'socket', path: '/x' } as const
  const { opened } = thread.open(address, 'x', ORDER, {})
  await expect(opened).rejects.toMatchObject({ code: 'unexpected' })
})

function runWorker(code: string): Worker {
  return new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, {
    eval: true,
  })
}
