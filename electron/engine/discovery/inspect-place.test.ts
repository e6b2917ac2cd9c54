import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Finding, Place } from '#shared/contract/places.ts'
import { respond, startFakeEngine, type Answer, type FakeEngine } from '../fake-engine.ts'
import { inspectPlace, inspectPlaces } from './inspect-place.ts'

const DOCKER = respond(200, 'OK', 'Api-Version: 1.51\r\nServer: Docker/28.5.1 (linux)\r\n')
const PODMAN = respond(200, 'OK', 'Api-Version: 1.41\r\nLibpod-Api-Version: 5.8.0\r\n')
const INFO = respond(200, JSON.stringify({ ID: 'abc', ServerVersion: '28.5.1' }))

/** A loaded machine takes its time; what is waited for comes in milliseconds elsewhere. */
const PATIENTLY = { timeout: 4000, interval: 5 }

let engine: FakeEngine | undefined
let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pilothouse-places-'))))
afterEach(async () => {
  await engine?.close()
  engine = undefined
  rmSync(folder, { recursive: true })
})

test('an engine is known by its version, its id and the socket behind all links', async () => {
  engine = await startFakeEngine(answering(DOCKER, INFO))
  const link = join(folder, 'docker.sock')
  symlinkSync(engine.socketPath, link)
  expect(await inspect(link)).toEqual({
    kind: 'answers',
    realPath: engine.socketPath,
    engineId: 'abc',
    version: '28.5.1',
    isPodman: false,
  })
  expect(engine.requests).toEqual(['GET /_ping HTTP/1.1', 'GET /info HTTP/1.1'])
})

test('Podman is asked once, because it is slow, and makes up its ids', async () => {
  engine = await startFakeEngine(answering(PODMAN, INFO))
  expect(await inspect(engine.socketPath)).toEqual({
    kind: 'answers',
    realPath: engine.socketPath,
    version: '5.8.0',
    isPodman: true,
  })
  expect(engine.requests).toEqual(['GET /_ping HTTP/1.1'])
})

test.each([
  ['is forbidden', respond(403, '{"message":"no"}')],
  ['is not JSON', respond(200, '<html>')],
  ['holds other things', respond(200, '{"ID":7,"ServerVersion":""}')],
  ['is cut', 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{'],
])('an engine answers though its /info %s', async (_how, info) => {
  engine = await startFakeEngine(answering(DOCKER, info))
  expect(await inspect(engine.socketPath)).toEqual({
    kind: 'answers',
    realPath: engine.socketPath,
    version: '28.5.1',
    isPodman: false,
  })
})

test('an engine behind a proxy that hides all else is known by its API', async () => {
  const ping = respond(200, 'OK', 'Api-Version: 1.44\r\nServer: nginx\r\n')
  engine = await startFakeEngine(answering(ping, respond(404, '')))
  expect(await inspect(engine.socketPath)).toMatchObject({ kind: 'answers', version: 'API 1.44' })
})

test('who accepts and says nothing is silent, after 1.5 s and not much more', async () => {
  engine = await startFakeEngine(() => {})
  const start = performance.now()
  expect(await inspect(engine.socketPath)).toEqual({ kind: 'silent', realPath: engine.socketPath })
  expect(performance.now() - start).toBeGreaterThan(1450)
  expect(performance.now() - start).toBeLessThan(3000)
})

test.each<[string, Answer]>([
  ['at once', (socket) => socket.end()],
  ['in the middle', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{')],
])('who hangs up %s is silent, and is not waited for', async (_when, answer) => {
  engine = await startFakeEngine(answer)
  const start = performance.now()
  expect(await inspect(engine.socketPath)).toMatchObject({ kind: 'silent' })
  expect(performance.now() - start).toBeLessThan(1000)
})

test.each<[string, Answer]>([
  ['not HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n')],
  ['a page', (socket) => socket.end(respond(200, '<html>hello</html>'))],
  ['an OK of another server', (socket) => socket.end(respond(200, 'OK'))],
  ['a redirect', (socket) => socket.end(respond(302, '', 'Location: http://elsewhere/\r\n'))],
  ['not found', (socket) => socket.end(respond(404, '{"message":"page not found"}'))],
  ['a huge header', (socket) => socket.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(99_999)}\r\n\r\n`)],
  ['a huge body', (socket) => socket.end(respond(200, `"${'x'.repeat(2_000_000)}"`))],
])('who answers with %s is no engine', async (_what, answer) => {
  engine = await startFakeEngine(answer)
  expect(await inspect(engine.socketPath)).toEqual({
    kind: 'not-an-engine',
    realPath: engine.socketPath,
  })
})

test('who switches the protocol unasked is silent, and is not waited for', async () => {
  engine = await startFakeEngine((socket) =>
    socket.write('HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'),
  )
  const start = performance.now()
  expect(await inspect(engine.socketPath)).toMatchObject({ kind: 'silent' })
  expect(performance.now() - start).toBeLessThan(1000)
})

test('an endless answer is cut off at once', async () => {
  const block = Buffer.alloc(256 * 1024, 'x')
  engine = await startFakeEngine((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const more = (): unknown => socket.write(block, (error) => (error ? undefined : more()))
    more()
  })
  const start = performance.now()
  expect(await inspect(engine.socketPath)).toMatchObject({ kind: 'not-an-engine' })
  expect(performance.now() - start).toBeLessThan(1400)
})

test('an engine that says no is quoted, on one line', async () => {
  const body = JSON.stringify({ message: 'Docker Desktop is\nunable to start\u0007' })
  engine = await startFakeEngine((socket) => socket.end(respond(503, body)))
  const reason = 'Docker Desktop is unable to start\u2407'
  expect(await inspect(engine.socketPath)).toMatchObject({ kind: 'failed', reason })
})

test('a no without a reason is told by its status', async () => {
  engine = await startFakeEngine((socket) => socket.end(respond(502, 'Bad gateway')))
  const reason = 'It answers with HTTP status 502'
  expect(await inspect(engine.socketPath)).toMatchObject({ kind: 'failed', reason })
})

test('an engine answers though /info never comes, and nothing stays open', async () => {
  const open = new Set<unknown>()
  engine = await startFakeEngine((socket, request) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // The connection is kept: it is ours to close.
    if (request.includes('/_ping')) socket.write(DOCKER)
  })
  expect(await inspect(engine.socketPath)).toMatchObject({ kind: 'answers', version: '28.5.1' })
  expect(engine.requests).toHaveLength(2)
  await vi.waitUntil(() => open.size === 0, PATIENTLY)
})

test('what is not there is missing, be it a file or its folder', async () => {
  expect(await inspect(join(folder, 'none.sock'))).toEqual({ kind: 'missing' })
  expect(await inspect(join(folder, 'none', 'docker.sock'))).toEqual({ kind: 'missing' })
})

test('a link that leads nowhere is told with its target', async () => {
  const target = join(folder, 'gone', 'docker.sock')
  symlinkSync(target, join(folder, 'absolute.sock'))
  symlinkSync('gone/docker.sock', join(folder, 'relative.sock'))
  symlinkSync('circle.sock', join(folder, 'circle.sock'))
  expect(await inspect(join(folder, 'absolute.sock'))).toEqual({ kind: 'dangling', target })
  expect(await inspect(join(folder, 'relative.sock'))).toEqual({ kind: 'dangling', target })
  expect(await inspect(join(folder, 'circle.sock'))).toEqual({
    kind: 'dangling',
    target: join(folder, 'circle.sock'),
  })
})

test('a file and a folder are no sockets', async () => {
  const file = join(folder, 'docker.sock')
  writeFileSync(file, '')
  expect(await inspect(file)).toEqual({ kind: 'not-a-socket', realPath: file })
  expect(await inspect(folder)).toEqual({ kind: 'not-a-socket', realPath: folder })
})

test('a socket that its engine left behind refuses', async () => {
  const path = join(folder, 'stale.sock')
  await leaveBehind(path)
  expect(await inspect(path)).toEqual({ kind: 'refused', realPath: path })
})

test('without permission, the group is told that has it', async () => {
  engine = await startFakeEngine(answering(DOCKER, INFO))
  const path = engine.socketPath
  // Root may do everything, and so the test is another user for a moment.
  const group = process.getuid?.() === 0 ? 1 : (process.getgid?.() ?? 0)
  chmodSync(dirname(path), 0o755)
  chownSync(path, process.getuid?.() ?? 0, group)
  chmodSync(path, 0o060)
  const finding = await asAnother(() => inspect(path))
  expect(finding).toEqual({ kind: 'no-permission', realPath: path, group: expect.any(String) })
  chmodSync(path, 0o000)
  expect(await asAnother(() => inspect(path))).toEqual({ kind: 'no-permission', realPath: path })
})

test('a folder that forbids to look is told as no permission', async () => {
  engine = await startFakeEngine(answering(DOCKER, INFO))
  symlinkSync(engine.socketPath, join(folder, 'docker.sock'))
  chmodSync(folder, 0o000)
  const finding = await asAnother(() => inspect(join(folder, 'docker.sock')))
  chmodSync(folder, 0o700)
  expect(finding).toEqual({ kind: 'no-permission', realPath: join(folder, 'docker.sock') })
})

test('a path that is too long for a socket is asked behind its link, or not at all', async () => {
  engine = await startFakeEngine(answering(DOCKER, INFO))
  const deep = join(folder, 'x'.repeat(100))
  mkdirSync(deep)
  const link = join(deep, 'docker.sock')
  symlinkSync(engine.socketPath, link)
  expect(await inspect(link)).toMatchObject({ kind: 'answers', realPath: engine.socketPath })
  await leaveBehind(join(folder, 'stale.sock'))
  renameSync(join(folder, 'stale.sock'), join(deep, 'stale.sock'))
  expect(await inspect(join(deep, 'stale.sock'))).toEqual({
    kind: 'failed',
    realPath: join(deep, 'stale.sock'),
    reason: 'Its path is longer than this system allows for a socket',
  })
})

test('what is on another machine is not asked', async () => {
  expect(await inspectPlace(at('ssh://me@host'), anyTime())).toEqual({ kind: 'untested' })
  expect(await inspectPlace(at('tcp://127.0.0.1:1'), anyTime())).toEqual({ kind: 'untested' })
})

test('slow places hold up no others, nor do they add up', async () => {
  engine = await startFakeEngine((socket, request) => {
    if (request.includes('/_ping')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{')
  })
  const slow = at(`unix://${engine.socketPath}`)
  const places = [slow, slow, slow, at(`unix://${folder}/none`)]
  const start = performance.now()
  const found = await inspectPlaces(places, anyTime())
  const kinds = found.map(({ finding }) => finding.kind)
  expect(kinds).toEqual(['silent', 'silent', 'silent', 'missing'])
  expect(found.map(({ place }) => place)).toEqual(places)
  expect(performance.now() - start).toBeLessThan(3000)
})

test('a question that is taken back ends at once', async () => {
  engine = await startFakeEngine(() => {})
  const caller = new AbortController()
  const { socketPath, requests } = engine
  const finding = inspectPlace(at(`unix://${socketPath}`), { signal: caller.signal })
  await vi.waitUntil(() => requests.length === 1, PATIENTLY)
  caller.abort()
  await expect(finding).rejects.toMatchObject({ code: 'cancelled' })
  const late = inspectPlace(at(`unix://${socketPath}`), { signal: caller.signal })
  await expect(late).rejects.toMatchObject({ code: 'cancelled' })
})

function inspect(path: string): Promise<Finding> {
  return inspectPlace(at(`unix://${path}`), anyTime())
}

function anyTime() {
  return { signal: new AbortController().signal }
}

function at(endpoint: string): Place {
  return { id: 'it', owner: 'docker', name: 'It', endpoint }
}

function answering(ping: string, info: string): Answer {
  return (socket, request) => socket.end(request.includes('/_ping') ? ping : info)
}

/** A socket file without a listener: Node removes its own, and so it is renamed before. */
async function leaveBehind(path: string): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(`${path}.live`, resolve))
  renameSync(`${path}.live`, path)
  await new Promise((resolve) => server.close(resolve))
}

/** Nobody's user id on all systems that we know. */
const NOBODY = 65534

async function asAnother<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work()
  process.seteuid?.(NOBODY)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}
