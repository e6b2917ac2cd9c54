import type { Socket } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { createFrameParser } from '#shared/frames.ts'
import type { Docker } from './docker.ts'
import {
  chunk,
  CHUNKED,
  respond,
  startFakeEngine,
  type Answer,
  type FakeEngine,
} from './fake-engine.ts'
import { readJsonLines } from './ndjson.ts'
import { pastEvents } from './past-events.ts'

/** The answers are at once or never; this is what "never" costs each case. */
const DEADLINE_MS = 150

/** A person feels a window that stands still for longer. */
const MAX_BLOCKED_MS = 250

/** The largest list that we take is 128 MB; the fake engine lives in the same memory. */
const MAX_GROWN_BYTES = 200 * 1024 * 1024

const SAMPLE_MS = 10
const NS_PER_MS = 1e6

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

/** Twenty answers of an engine that is broken, cut off or not one at all. */
const HOSTILE: Readonly<Record<string, Answer>> = {
  'not JSON': (socket) => socket.end(respond(200, '{"half":')),
  'a page': (socket) => socket.end(respond(200, '<html>Log in</html>')),
  'a string': (socket) => socket.end(respond(200, '"hello"')),
  'a number': (socket) => socket.end(respond(200, '42')),
  'a body cut short': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"Id":'),
  'a chunk cut short': (socket) => socket.end(`${CHUNKED}40\r\n{"Id":`),
  'no last chunk': (socket) => socket.end(`${CHUNKED}2\r\n{}\r\n`),
  'half of its headers': (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'),
  'headers that do not end': (socket) => dripping(socket, 'HTTP/1.1 200 OK\r\nX-A: ', 'a'),
  silence: () => {},
  'an end at once': (socket) => socket.end(),
  'a reset': (socket) => socket.destroy(),
  'something that is not HTTP': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'a header of 200 KB': (socket) =>
    socket.end(respond(200, '{}', `X-Big: ${'a'.repeat(200_000)}\r\n`)),
  'an unasked switch of protocols': (socket) =>
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'),
  'a redirect to another host': (socket) =>
    socket.end(respond(302, '', 'Location: http://127.0.0.1:29999/\r\n')),
  'a redirect to another protocol': (socket) =>
    socket.end(respond(307, '', 'Location: ftp://x/\r\n')),
  'a refusal without a reason': (socket) => socket.end(respond(500, '{"message":null}')),
  'a refusal cut short': (socket) =>
    socket.end('HTTP/1.1 409 Conflict\r\nContent-Length: 100\r\n\r\n{"message":"con'),
  'a body that does not end': endless,
}

/** The types of dockerode leave it out. */
const WITH_SIZE: object = { size: true }

/** Every endpoint that the app asks of an engine. */
const ASKED: Readonly<Record<string, (docker: Docker) => Promise<unknown>>> = {
  version: (docker) => docker.version(),
  info: (docker) => docker.info(),
  df: (docker) => docker.df(),
  'containers.list': (docker) => docker.listContainers({ all: true }),
  'containers.inspect': (docker) => docker.getContainer('a').inspect(),
  'containers.size': (docker) => docker.getContainer('a').inspect(WITH_SIZE),
  'containers.changes': (docker) => docker.getContainer('a').changes(),
  'containers.create': (docker) => docker.createContainer({ Image: 'a' }),
  'containers.commit': (docker) => docker.getContainer('a').commit({ repo: 'b' }),
  'containers.update': (docker) => docker.getContainer('a').update({}),
  'containers.stats': (docker) =>
    docker.getContainer('a').stats({ stream: false, 'one-shot': true }),
  'containers.top': (docker) => docker.getContainer('a').top({ ps_args: '-ef' }),
  'exec.create': (docker) => docker.getContainer('a').exec({ Cmd: ['sh'] }),
  'exec.inspect': (docker) => docker.getExec('a').inspect(),
  auth: (docker) => docker.checkAuth({ username: 'a', password: 'b', serveraddress: 'c' }),
  'images.list': (docker) => docker.listImages(),
  'images.search': (docker) => docker.searchImages({ term: 'a' }),
  'images.distribution': (docker) => docker.getImage('a').distribution(),
  'images.inspect': (docker) => docker.getImage('a').inspect(),
  'images.history': (docker) => docker.getImage('a').history(),
  'images.remove': (docker) => docker.getImage('a').remove(),
  'volumes.list': (docker) => docker.listVolumes(),
  'volumes.inspect': (docker) => docker.getVolume('a').inspect(),
  'volumes.create': (docker) => docker.createVolume({ Name: 'a' }),
  'networks.list': (docker) => docker.listNetworks(),
  'networks.inspect': (docker) => docker.getNetwork('a').inspect(),
  'networks.create': (docker) => docker.createNetwork({ Name: 'a' }),
}

/** Changes that answer with nothing: what a broken body holds does not matter, but it must end. */
const DONE: typeof ASKED = {
  'containers.start': (docker) => docker.getContainer('a').start(),
  'containers.stop': (docker) => docker.getContainer('a').stop(),
  'containers.restart': (docker) => docker.getContainer('a').restart(),
  'containers.pause': (docker) => docker.getContainer('a').pause(),
  'containers.unpause': (docker) => docker.getContainer('a').unpause(),
  'containers.kill': (docker) => docker.getContainer('a').kill(),
  'containers.rename': (docker) => docker.getContainer('a').rename({ name: 'b' }),
  'containers.remove': (docker) => docker.getContainer('a').remove(),
  'archive.put': (docker) =>
    docker.getContainer('a').putArchive(Readable.from([MEGABYTE]), { path: '/x' }),
  'exec.resize': (docker) => docker.getExec('a').resize({ w: 1, h: 1 }),
  'images.tag': (docker) => docker.getImage('a').tag({ repo: 'b', tag: 'c' }),
  'networks.connect': (docker) => docker.getNetwork('a').connect({ Container: 'b' }),
  'networks.disconnect': (docker) => docker.getNetwork('a').disconnect({ Container: 'b' }),
  'networks.remove': (docker) => docker.getNetwork('a').remove(),
  'volumes.remove': (docker) => docker.getVolume('a').remove(),
  ping: (docker) => docker.ping(),
}

const PAST = { since: 1, until: 2, filters: { container: ['a'] } }

/** What dockerode has no call for. */
function dialled(docker: Docker, call: { readonly path: string; readonly file: Readable }) {
  const order = { ...call, method: 'POST', isStream: true, statusCodes: { 200: true as const } }
  return new Promise((resolve, reject) => {
    docker.modem.dial(order, (error, answer) => (error ? reject(error) : resolve(answer)))
  })
}

/** Their body is read by whoever asked. */
const STREAMED: typeof ASKED = {
  events: (docker) => docker.getEvents(),
  'events of the past': (docker) => docker.getEvents(PAST),
  'exec.start': (docker) => docker.getExec('a').start({ hijack: true }),
  'containers.export': (docker) => docker.getContainer('a').export(),
  'images.pull': (docker) => docker.createImage({ fromImage: 'a', tag: 'b' }),
  'images.push': (docker) => docker.getImage('a').push({ tag: 'b', authconfig: {} }),
  'images.save': (docker) => docker.getImage('a').get(),
  'images.load': (docker) => docker.loadImage(Readable.from([MEGABYTE])),
  'images.import': (docker) => docker.importImage(Readable.from([MEGABYTE]), { repo: 'b' }),
  build: (docker) => dialled(docker, { path: '/build?', file: Readable.from([MEGABYTE]) }),
  logs: (docker) => docker.getContainer('a').logs({ follow: true }),
  'archive.get': (docker) => docker.getContainer('a').getArchive({ path: '/x' }),
  'archive.head': (docker) => docker.getContainer('a').infoArchive({ path: '/bin/sh' }),
}

/** The same streams as they are read. */
const READ: typeof ASKED = {
  events: async (docker) => readLines(await docker.getEvents()),
  'events of the past': async (docker) => {
    const wish = { container: 'a', sinceMs: 1000, untilMs: 2000 }
    const events = pastEvents(docker, wish)
    while (!(await events.next()).done) {}
  },
  logs: async (docker) => readFrames(await docker.getContainer('a').logs({ follow: true })),
}

const ALL = { ...ASKED, ...DONE, ...STREAMED }

let fake: FakeEngine | undefined
afterEach(() => fake?.close())

describe.each(Object.entries(HOSTILE))('%s', (_name, answer) => {
  test('leaves nothing waiting, whichever endpoint it answers', async () => {
    fake = await startFakeEngine(answer)
    const asked = Object.values(ALL).map((ask) => ask(docker()))
    const settled = await Promise.allSettled(asked)
    const errors = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(errors.filter((error) => !(error instanceof EngineError))).toEqual([])
  })

  test('is an error wherever an answer is needed, in words for people', async () => {
    fake = await startFakeEngine(answer)
    const asked = Object.values(ASKED).map((ask) => ask(docker()))
    for (const one of await Promise.allSettled(asked)) {
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(EngineError) })
      expect(one).not.toMatchObject({
        reason: { message: expect.stringMatching(/HTTP code|\[object|undefined|null/) },
      })
    }
  })

  test('leaves no reader of a stream waiting', async () => {
    fake = await startFakeEngine(answer)
    const read = Object.values(READ).map((run) => run(docker()))
    expect(await Promise.allSettled(read)).toHaveLength(Object.keys(READ).length)
  })

  test('is asked for once: nothing is tried again behind the back', async () => {
    fake = await startFakeEngine(answer)
    await docker()
      .getContainer('a')
      .remove()
      .catch(() => {})
    expect(fake.requests).toEqual(['DELETE /containers/a HTTP/1.1'])
  })
})

test('an answer that promises more than it holds says that it was cut', async () => {
  fake = await startFakeEngine(HOSTILE['a body cut short'] as Answer)
  await expect(docker().info()).rejects.toMatchObject({
    code: 'bad-answer',
    message: 'The engine’s answer was cut off',
  })
})

test('an endless answer is refused at its cap, long before the deadline', async () => {
  fake = await startFakeEngine(endless)
  const call = fake.docker({ deadlineMs: 60_000 }).info()
  await expect(call).rejects.toMatchObject({ code: 'bad-answer', message: /larger than/ })
})

/** Endless in each of the ways that an answer can be. */
const ENDLESS: Readonly<Record<string, readonly [Answer, (docker: Docker) => Promise<unknown>]>> = {
  'an object': [endless, (docker) => docker.info()],
  'a list': [endless, (docker) => docker.listContainers({ all: true })],
  'a refusal': [endlessRefusal, (docker) => docker.getContainer('a').start()],
  'a line of events': [endless, async (docker) => readLines(await docker.getEvents())],
  'a frame that claims 4 GB': [
    (socket) => flood(socket, CHUNKED, Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff])),
    async (docker) => readFrames(await docker.getContainer('a').logs({ follow: true })),
  ],
}

test.each(Object.entries(ENDLESS))(
  '%s without end neither blocks the app nor fills its memory',
  async (_what, [answer, ask]) => {
    fake = await startFakeEngine(answer)
    const strain = watchStrain()
    await expect(ask(fake.docker({ deadlineMs: 60_000 }))).rejects.toThrow()
    const { blockedMs, grownBytes } = strain.stop()
    expect(blockedMs).toBeLessThan(MAX_BLOCKED_MS)
    expect(grownBytes).toBeLessThan(MAX_GROWN_BYTES)
  },
)

test('a key named __proto__ in an answer changes no object', async () => {
  fake = await startFakeEngine((socket) => socket.end(respond(200, '{"__proto__":{"bad":1}}')))
  await docker().info()
  expect('bad' in {}).toBe(false)
})

function docker(): Docker {
  if (!fake) throw new Error('No fake engine')
  return fake.docker({ deadlineMs: DEADLINE_MS })
}

function dripping(socket: Socket, start: string, drop: string): void {
  socket.write(start)
  const clock = setInterval(() => socket.write(drop), 10)
  socket.on('close', () => clearInterval(clock))
}

function endless(socket: Socket): void {
  flood(socket, CHUNKED)
}

function endlessRefusal(socket: Socket): void {
  flood(socket, CHUNKED.replace('200 OK', '500 Oh'))
}

function flood(socket: Socket, head: string, start: Uint8Array = Buffer.alloc(0)): void {
  socket.write(head)
  if (start.length > 0) socket.write(chunk(start))
  const piece = chunk(MEGABYTE)
  const more = () => {
    while (!socket.destroyed && socket.write(piece)) {}
  }
  socket.on('drain', more)
  more()
}

async function readLines(stream: NodeJS.ReadableStream): Promise<void> {
  const lines = readJsonLines(stream as AsyncIterable<Uint8Array>)
  while (!(await lines.next()).done) {}
}

async function readFrames(stream: NodeJS.ReadableStream): Promise<void> {
  const frames = createFrameParser()
  for await (const part of stream as AsyncIterable<Uint8Array>) frames.push(part)
  frames.end()
}

/** What an answer does to us: the longest time that nothing else ran, and the most memory more. */
function watchStrain() {
  const delays = monitorEventLoopDelay({ resolution: SAMPLE_MS })
  const before = process.memoryUsage.rss()
  let most = before
  const sample = () => (most = Math.max(most, process.memoryUsage.rss()))
  const clock = setInterval(sample, SAMPLE_MS)
  delays.enable()
  return {
    stop() {
      delays.disable()
      clearInterval(clock)
      sample()
      return { blockedMs: delays.max / NS_PER_MS, grownBytes: most - before }
    },
  }
}
