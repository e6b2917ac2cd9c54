import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import type { Docker } from './docker.ts'
import {
  chunk,
  CHUNKED,
  respond,
  startFakeEngine,
  type Answer,
  type FakeEngine,
} from './fake-engine.ts'

/** The answers are at once or never; this is what "never" costs each case. */
const DEADLINE_MS = 150

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

/** Every endpoint that the app asks of an engine. */
const ASKED: Readonly<Record<string, (docker: Docker) => Promise<unknown>>> = {
  version: (docker) => docker.version(),
  info: (docker) => docker.info(),
  'containers.list': (docker) => docker.listContainers({ all: true }),
  'containers.inspect': (docker) => docker.getContainer('a').inspect(),
  'exec.create': (docker) => docker.getContainer('a').exec({ Cmd: ['sh'] }),
  'exec.inspect': (docker) => docker.getExec('a').inspect(),
  'images.list': (docker) => docker.listImages(),
  'images.inspect': (docker) => docker.getImage('a').inspect(),
  'images.remove': (docker) => docker.getImage('a').remove(),
  'volumes.list': (docker) => docker.listVolumes(),
  'volumes.create': (docker) => docker.createVolume({ Name: 'a' }),
  'networks.list': (docker) => docker.listNetworks(),
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
  'exec.resize': (docker) => docker.getExec('a').resize({ w: 1, h: 1 }),
  'images.tag': (docker) => docker.getImage('a').tag({ repo: 'b', tag: 'c' }),
  'networks.remove': (docker) => docker.getNetwork('a').remove(),
  'volumes.remove': (docker) => docker.getVolume('a').remove(),
  ping: (docker) => docker.ping(),
}

/** Their body is read by whoever asked. */
const STREAMED: typeof ASKED = {
  events: (docker) => docker.getEvents(),
  'exec.start': (docker) => docker.getExec('a').start({ hijack: true }),
  logs: (docker) => docker.getContainer('a').logs({ follow: true }),
  stats: (docker) => docker.getContainer('a').stats({ stream: true }),
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
  socket.write(CHUNKED)
  const piece = chunk(MEGABYTE)
  const more = () => {
    while (!socket.destroyed && socket.write(piece)) {}
  }
  socket.on('drain', more)
  more()
}
