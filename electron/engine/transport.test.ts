import { once } from 'node:events'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { createDocker } from './docker.ts'
import {
  chunk,
  CHUNKED,
  LAST_CHUNK,
  respond,
  startFakeEngine,
  type Answer,
  type FakeEngine,
} from './fake-engine.ts'
import { createSocketLink } from './links/socket-link.ts'
import { createTransport } from './transport.ts'

const SWITCH = 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'

let fake: FakeEngine
afterEach(() => fake.close())

async function start(answer: Answer): Promise<void> {
  fake = await startFakeEngine(answer)
}

test('"not modified" is a success: the container was started already', async () => {
  await start((socket) => socket.end('HTTP/1.1 304 Not Modified\r\n\r\n'))
  await expect(fake.docker().getContainer('a').start()).resolves.toBeUndefined()
})

test('"created" is a success also where dockerode does not expect it', async () => {
  await start((socket) => socket.end(respond(201, '')))
  await expect(fake.docker().getExec('a').resize({ w: 80, h: 24 })).resolves.toBeUndefined()
})

test('null stands for an empty list', async () => {
  await start((socket) => socket.end(respond(200, 'null')))
  await expect(fake.docker().listNetworks()).resolves.toEqual([])
})

test('a call that was taken back before it began is not sent', async () => {
  await start((socket) => socket.end(respond(200, '{}')))
  const call = fake.docker({ signal: AbortSignal.abort() }).info()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  expect(fake.requests).toEqual([])
})

test('a call that is taken back while its body comes ends at once', async () => {
  const abort = new AbortController()
  await start((socket) => {
    socket.write(CHUNKED)
    socket.write(chunk('{'), () => abort.abort())
  })
  const call = fake.docker({ signal: abort.signal, deadlineMs: 60_000 }).info()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
})

test('the deadline also counts while the body drips', async () => {
  await start((socket) => socket.write(`${CHUNKED}1\r\n{\r\n`))
  const call = fake.docker({ deadlineMs: 100 }).info()
  await expect(call).rejects.toMatchObject({
    code: 'timeout',
    message: 'The engine did not answer within 0.1 s',
  })
})

test('a stream may go on past the deadline of its headers', async () => {
  let engineSide: Socket | undefined
  await start((socket) => {
    engineSide = socket
    socket.write(CHUNKED)
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const stream = await fake.docker({ deadlineMs: 5000 }).getContainer('a').export()
  vi.advanceTimersByTime(60_000)
  engineSide?.end(Buffer.concat([chunk('late'), Buffer.from(LAST_CHUNK)]))
  await expect(text(stream)).resolves.toBe('late')
})

test('a stream that is cut ends with an error, not as if it were complete', async () => {
  await start((socket) => socket.end(Buffer.concat([Buffer.from(CHUNKED), chunk('half')])))
  const stream = await fake.docker().getContainer('a').export()
  await expect(text(stream)).rejects.toThrow('aborted')
})

test('a stream whose caller left closes its connection to the engine', async () => {
  const abort = new AbortController()
  let engineSide: Socket | undefined
  await start((socket) => {
    engineSide = socket
    socket.write(CHUNKED)
  })
  const stream = await fake.docker({ signal: abort.signal }).getContainer('a').export()
  stream.on('error', () => {})
  const closed = engineSide && once(engineSide, 'close')
  abort.abort()
  await closed
  expect(engineSide?.destroyed).toBe(true)
})

test('a hijacked connection carries bytes both ways, what came with the headers first', async () => {
  await start((socket) => {
    socket.write(`${SWITCH}welcome `)
    socket.pipe(socket)
  })
  const socket = (await fake.docker().getExec('a').start({ hijack: true })) as Socket
  socket.end('hello')
  await expect(text(socket)).resolves.toBe('welcome hello')
})

test('attaching sends no body, which would be typed into the container', async () => {
  let request = ''
  await start((socket) => {
    socket.on('data', (data) => (request += data.toString()))
    socket.write(SWITCH)
  })
  const options = { stream: true, stdin: true, stdout: true, hijack: true }
  const socket = (await fake.docker().getContainer('a').attach(options)) as Socket
  socket.end('x')
  socket.resume()
  await once(socket, 'close')
  // The request itself came before this listener: only what is typed is left.
  expect(request).toBe('x')
})

test('an engine that does not hand over the connection is an error', async () => {
  await start((socket) => socket.end(respond(200, '')))
  const call = fake.docker().getExec('a').start({ hijack: true })
  await expect(call).rejects.toMatchObject({ code: 'bad-answer' })
})

test('a stream that is no socket carries bytes both ways as well', async () => {
  await start((socket) => {
    socket.write(SWITCH)
    socket.pipe(socket)
  })
  const socket = await createSocketLink(fake.socketPath).dial(new AbortController().signal)
  const stream = Duplex.from({ readable: socket, writable: socket })
  const transport = createTransport({ dial: async () => stream, close: async () => {} }, 'x')
  const raw = await createDocker(transport, 'x', {}).getExec('a').start({ hijack: true })
  raw.end('hello')
  await expect(text(raw)).resolves.toBe('hello')
})

test('closing breaks off what is open', async () => {
  await start((socket) => socket.write(CHUNKED))
  const transport = createTransport(createSocketLink(fake.socketPath), 'x')
  const stream = await createDocker(transport, 'x', {}).getContainer('a').export()
  const end = text(stream)
  await transport.close()
  await expect(end).rejects.toThrow('aborted')
})

test('DOCKER_HOST leads no call astray', async () => {
  const other = await startFakeEngine((socket) => socket.end(respond(200, '{}')))
  vi.stubEnv('DOCKER_HOST', other.endpoint)
  await start((socket) => socket.end(respond(200, '{"Name":"right"}')))
  await expect(fake.docker().info()).resolves.toEqual({ Name: 'right' })
  await fake.docker().getContainer('a').remove()
  expect(other.requests).toEqual([])
  vi.unstubAllEnvs()
  await other.close()
})

test('what is given up ends with the reason, before and while its body comes', async () => {
  await start((socket, request) => {
    if (request.includes('/info')) socket.write(CHUNKED)
  })
  const transport = createTransport(createSocketLink(fake.socketPath), fake.endpoint)
  const docker = createDocker(transport, fake.endpoint, { deadlineMs: 60_000 })
  const asked = [docker.version(), docker.info(), docker.getContainer('a').start()]
  const settled: string[] = []
  for (const [index, one] of asked.entries()) {
    one.catch((cause: Error) => settled.push(`${index}: ${cause.message}`))
  }
  await vi.waitUntil(() => fake.requests.length === asked.length)
  const reason = new EngineError({ code: 'timeout', message: 'The engine is silent' })
  transport.giveUp(reason)
  await vi.waitUntil(() => settled.length > 1)
  // The change may have been done, and still waits for its own answer.
  expect(settled.toSorted()).toEqual(['0: The engine is silent', '1: The engine is silent'])
  await transport.close()
})
