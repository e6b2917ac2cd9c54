import { once } from 'node:events'
import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2'
import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { respond, type Answer } from '../../../engine/fake-engine.ts'
import { startFakeWorld, type FakeWorld } from '../../fake-world.ts'
import { bytesIn, textIn } from './message.ts'
import { openSession } from './open-session.ts'
import type { BuildGifts } from './session-methods.ts'
import { readMessage, writeBytes } from './wire.ts'

const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'

const HEALTH = '/grpc.health.v1.Health/Check'
const SECRET = '/moby.buildkit.secrets.v1.Secrets/GetSecret'
const LOGIN = '/moby.filesync.v1.Auth/Credentials'

let world: FakeWorld
afterEach(() => world.close())

const nothing: BuildGifts = { secrets: new Map(), login: async () => undefined }

/** A session, and BuildKit's end of it. */
async function open(gifts: Partial<BuildGifts> = {}, answer: Answer = (at) => at.write(SWITCH)) {
  let asked = ''
  let engineSide: Socket | undefined
  world = await startFakeWorld({
    '/session ': ((socket, request, first) => {
      asked = String(first)
      engineSide = socket
      answer(socket, request, first)
    }) satisfies Answer,
  })
  const ending = new AbortController()
  const engine = world.engines.get(world.connection)
  const session = await openSession(engine, { ...nothing, ...gifts, signal: ending.signal })
  if (!engineSide) throw new Error('The engine was not asked')
  return { session, asked, engineSide, ending }
}

/** BuildKit's questions; `connection` is its end. */
function client(connection: Socket) {
  const questions = connect('http://localhost', { createConnection: () => connection })
  questions.on('error', () => {})
  return questions
}

interface Reply {
  readonly status: string
  readonly said: string
  readonly message: Uint8Array
}

async function ask(from: ClientHttp2Session, path: string, body: Uint8Array): Promise<Reply> {
  const stream = from.request({ ':method': 'POST', ':path': path, te: 'trailers' })
  let told: IncomingHttpHeaders = {}
  stream.on('response', (headers) => (told = { ...told, ...headers }))
  stream.on('trailers', (headers) => (told = { ...told, ...headers }))
  stream.end(body)
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  expect(told).toMatchObject({ ':status': 200, 'content-type': 'application/grpc' })
  return {
    status: String(told['grpc-status']),
    said: decodeURIComponent(String(told['grpc-message'])),
    message: Buffer.concat(chunks).subarray(5),
  }
}

function framed(message: Uint8Array, length = message.length): Buffer {
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(length, 1)
  return Buffer.concat([prefix, message])
}

const named = (text: string) => framed(writeBytes(1, Buffer.from(text)))

test('a session says what BuildKit may ask of it', async () => {
  const { asked, session } = await open()
  expect(asked).toMatch(/^POST \/session HTTP\/1\.1\r\n/)
  expect(asked.toLowerCase()).toContain('upgrade: h2c\r\n')
  expect(asked).toContain(`x-docker-expose-session-uuid: ${session.id}\r\n`)
  for (const method of [HEALTH, SECRET, LOGIN]) {
    expect(asked).toContain(`x-docker-expose-session-grpc-method: ${method}\r\n`)
  }
})

test('BuildKit is told that the session lives, and secrets by their ids', async () => {
  const secret = Buffer.from('0\n\u{1f511} s3cret'.repeat(20_000))
  const { engineSide } = await open({ secrets: new Map([['token', secret]]) })
  const buildkit = client(engineSide)
  await expect(ask(buildkit, HEALTH, framed(new Uint8Array()))).resolves.toMatchObject({
    status: '0',
    message: Buffer.from([0x08, 1]),
  })
  const { status, message } = await ask(buildkit, SECRET, named('token'))
  expect([status, secret.compare(bytesIn(readMessage(message), 1))]).toEqual(['0', 0])
  await expect(ask(buildkit, SECRET, named('__proto__'))).resolves.toMatchObject({
    status: '5',
    said: 'no secret "__proto__" was given to this build',
    message: Buffer.alloc(0),
  })
})

test('BuildKit is told the login for a registry, under the name that people know', async () => {
  const asked: string[] = []
  const { engineSide } = await open({
    login: async (host) => {
      asked.push(host)
      if (host === 'docker.io') return { username: 'dev', password: 's3cret ü' }
      return host === 'lab:5000' ? { token: 'a-token' } : undefined
    },
  })
  const buildkit = client(engineSide)
  const loginFor = async (host: string) => {
    const { status, message } = await ask(buildkit, LOGIN, named(host))
    const login = readMessage(message)
    return [status, textIn(login, 1), textIn(login, 2)]
  }
  expect(await loginFor('registry-1.docker.io')).toEqual(['0', 'dev', 's3cret ü'])
  expect(await loginFor('lab:5000')).toEqual(['0', '', 'a-token'])
  expect(await loginFor('ghcr.io')).toEqual(['0', '', ''])
  // A helper that asks the person is asked once a build.
  expect(await loginFor('lab:5000')).toEqual(['0', '', 'a-token'])
  expect(asked).toEqual(['docker.io', 'lab:5000', 'ghcr.io'])
})

test('why there is no login is told, and nothing of what else goes wrong', async () => {
  const said = 'The key store does not give back the login'
  const failing = (cause: Error) => open({ login: () => Promise.reject(cause) })
  const known = await failing(new EngineError({ code: 'refused', message: said }))
  await expect(ask(client(known.engineSide), LOGIN, named('lab'))).resolves.toMatchObject({
    status: '2',
    said,
  })
  await world.close()
  const bug = await failing(new Error('s3cret'))
  const { status, said: words } = await ask(client(bug.engineSide), LOGIN, named('lab'))
  expect(status).toBe('2')
  expect(words).not.toContain('s3cret')
})

test.each([
  ['a method that is not served', '/moby.filesync.v1.Auth/FetchToken', named('a'), '12'],
  ['a request that is cut', SECRET, framed(Buffer.from('ab'), 7), '3'],
  ['a request without anything', SECRET, Buffer.alloc(0), '3'],
  ['a request that is no message', SECRET, framed(Buffer.from([0xff])), '2'],
  ['a request that is compressed', SECRET, Buffer.from([1, 0, 0, 0, 0]), '3'],
])('%s is refused, and the session goes on', async (_what, path, body, status) => {
  const { engineSide } = await open()
  const buildkit = client(engineSide)
  await expect(ask(buildkit, path, body)).resolves.toMatchObject({ status })
  await expect(ask(buildkit, HEALTH, framed(Buffer.alloc(0)))).resolves.toMatchObject({
    status: '0',
  })
})

test('a request that is too long is cut off, and the session goes on', async () => {
  const { engineSide } = await open()
  const buildkit = client(engineSide)
  const stream = buildkit.request({ ':method': 'POST', ':path': SECRET })
  stream.on('error', () => {})
  const closed = once(stream, 'close')
  stream.write(Buffer.alloc(100_000))
  await closed
  await expect(ask(buildkit, HEALTH, framed(Buffer.alloc(0)))).resolves.toMatchObject({
    status: '0',
  })
})

test('what came with the engine’s yes is answered too', async () => {
  // The start of HTTP/2, its settings, and a ping.
  const start = Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
    Buffer.from([0, 0, 8, 6, 0, 0, 0, 0, 0, ...Buffer.from('abcdefgh')]),
  ])
  const { engineSide } = await open({}, (socket) =>
    socket.write(Buffer.concat([Buffer.from(SWITCH), start])),
  )
  let got = ''
  engineSide.on('data', (chunk: Buffer) => (got += chunk.toString('latin1')))
  await expect.poll(() => got).toContain('abcdefgh')
})

test.each(['closed', 'aborted', 'ended with the engine'])(
  'a session that is %s leaves the engine',
  async (how) => {
    const { session, engineSide, ending } = await open()
    const buildkit = client(engineSide)
    await ask(buildkit, HEALTH, framed(Buffer.alloc(0)))
    const left = once(engineSide, 'close')
    if (how === 'closed') session.close()
    else if (how === 'aborted') ending.abort()
    else await world.engines.close()
    await left
    session.close()
  },
)

test('what is no HTTP/2 ends the session, and nothing else', async () => {
  const { engineSide, session } = await open({}, (socket) =>
    socket.write(`${SWITCH}hello, this is no HTTP/2 at all`),
  )
  await once(engineSide, 'close')
  session.close()
})

test('an engine without BuildKit is named as the reason', async () => {
  const refused = open({}, (socket) => socket.end(respond(404, '{"message":"Not Found"}')))
  await expect(refused).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('does not build with BuildKit'),
    engineMessage: 'Not Found',
  })
})

test('a session that is taken back before it began is asked of nobody', async () => {
  world = await startFakeWorld({})
  const engine = world.engines.get(world.connection)
  const wish = { ...nothing, signal: AbortSignal.abort() }
  await expect(openSession(engine, wish)).rejects.toMatchObject({ code: 'cancelled' })
  expect(world.requests()).toEqual([])
})
