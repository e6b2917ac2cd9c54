import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, idleWork, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { fileHandlers } from './handlers.ts'

const UPGRADED =
  'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n'

let world: FakeWorld
afterEach(() => world.close())

/** What a program prints, as engines wrap it: on its output (1), or where it complains (2). */
function frame(stream: 1 | 2, text: string): string {
  return `${String.fromCodePoint(stream)}\0\0\0\0\0\0${String.fromCodePoint(text.length)}${text}`
}

test('what a shell complains of is no part of a file, and none is read beneath what is mounted', async () => {
  const said = frame(2, 'warning: setlocale') + frame(1, '81a4 0 7\n') + frame(1, 'content')
  world = await startFakeWorld({
    '/a/json': { State: { Running: true, Paused: false }, HostConfig: { Tmpfs: { '/mem': '' } } },
    HEAD: respond(200, ''),
    '/a/exec': { Id: 'e' },
    '/exec/e/start': (socket) => socket.end(UPGRADED + said),
    '/exec/e/json': { Running: false, ExitCode: 0 },
  })
  const { read } = fileHandlers(idleWork(world.engines))
  const found = await read({ connection: world.connection, id: 'a', path: '/mem/x' }, aCall())
  expect(Buffer.from(found.bytes).toString()).toBe('content')
  expect(found).toMatchObject({ isInside: true, mode: 0o644, modifiedAt: 7000 })
  expect(world.requests().filter((line) => line.startsWith('GET /containers/a/archive'))).toEqual(
    [],
  )
})
