import { afterEach, expect, test } from 'vitest'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { isExecutable } from './find-shell.ts'
import { terminalHandlers } from './handlers.ts'

const RUNNING = { State: { Running: true, Paused: false } }
const THERE = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

let world: FakeWorld
afterEach(() => world.close())

async function find(routes: Routes): Promise<string> {
  world = await startFakeWorld(routes)
  const ref = { connection: world.connection, id: 'a' }
  return terminalHandlers(world.engines).findShell(ref, aCall())
}

test.each([
  [['/bin/sh'], '/bin/sh'],
  [['/bin/sh', '/bin/ash'], '/bin/ash'],
  [['/bin/sh', '/usr/bin/bash'], '/usr/bin/bash'],
  [['/busybox/sh'], '/busybox/sh'],
])('of %j, the best is %s', async (paths, best) => {
  const routes = paths.map((path) => [`path=${encodeURIComponent(path)} `, THERE] as const)
  await expect(find({ '/a/json': RUNNING, ...Object.fromEntries(routes) })).resolves.toBe(best)
})

test('an image without a shell is told in words, with what to do', async () => {
  await expect(find({ '/a/json': RUNNING })).rejects.toMatchObject({
    code: 'no-shell',
    message: 'Cannot open a terminal in container "a": it has no shell',
    hint: expect.stringContaining('logs'),
  })
})

test.each([
  [{ Running: false }, 'it is not running', 'Start it first.'],
  [{ Running: true, Paused: true }, 'it is paused', 'Unpause it first.'],
])('a container that is %j is a conflict', async (State, reason, hint) => {
  await expect(find({ '/a/json': { State } })).rejects.toMatchObject({
    code: 'conflict',
    message: `Cannot open a terminal in container "a": ${reason}`,
    hint,
  })
  expect(world.requests()).toHaveLength(1)
})

test('an engine that fails to look is an error, not a missing shell', async () => {
  const failing = 'HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n'
  await expect(find({ '/a/json': RUNNING, '/archive': failing })).rejects.toMatchObject({
    code: 'refused',
  })
})

test.each([
  ['a program', { mode: 0o755 }, true],
  ['a symbolic link', { mode: 0x0800_0000 | 0o777 }, true],
  ['a folder', { mode: 0x8000_0000 + 0o755 }, false],
  ['a file that nobody may run', { mode: 0o644 }, false],
  ['a path that the engine says nothing of', {}, true],
])('%s', (_what, stat, expected) => {
  const header = Buffer.from(JSON.stringify(stat)).toString('base64')
  expect(isExecutable(header)).toBe(expected)
})
