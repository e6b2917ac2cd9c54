import { afterEach, expect, test } from 'vitest'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { healthHandlers } from './handlers.ts'

const CHECK = { Test: ['CMD', 'probe'], Timeout: 1e9 }
const RUNNING = { Config: { Healthcheck: CHECK }, State: { Running: true, Paused: false } }
const UPGRADED =
  'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n'

let world: FakeWorld
afterEach(() => world.close())

async function run(routes: Routes) {
  world = await startFakeWorld(routes)
  return healthHandlers(world.engines).run({ connection: world.connection, id: 'a' }, aCall())
}

/** What a program prints, as engines wrap it. */
function frame(text: string): string {
  return `\u0001\0\0\0\0\0\0${String.fromCodePoint(text.length)}${text}`
}

const EXEC: Routes = {
  '/a/json': RUNNING,
  '/a/exec': { Id: 'e' },
  '/exec/e/start': (socket) => socket.end(UPGRADED + frame('all is well\n')),
}

test('it says what the command printed, and its exit code', async () => {
  const ended = { ...EXEC, '/exec/e/json': { Running: false, ExitCode: 0 } }
  expect(await run(ended)).toMatchObject({ exitCode: 0, output: 'all is well\n', isCut: false })
})

test('one that takes longer than the check allows has no exit code', async () => {
  const hanging: Routes = { ...EXEC, '/exec/e/start': (socket) => void socket.write(UPGRADED) }
  const ran = await run(hanging)
  expect(ran).not.toHaveProperty('exitCode')
  expect(ran.durationMs).toBeGreaterThanOrEqual(990)
})

test('a stream that is cut within a frame is an error, not a result', async () => {
  const cut: Routes = {
    ...EXEC,
    '/exec/e/json': { Running: false, ExitCode: 0 },
    '/exec/e/start': (socket) => socket.end(UPGRADED + frame('all is well\n').slice(0, -4)),
  }
  await expect(run(cut)).rejects.toMatchObject({
    code: 'bad-answer',
    message: expect.stringContaining('cut off'),
  })
})

test.each([
  [{ Config: {}, State: RUNNING.State }, 'it has no health check'],
  [{ ...RUNNING, State: { Running: false } }, 'it is not running'],
  [{ ...RUNNING, State: { Running: true, Paused: true } }, 'it is paused'],
])('%j: nothing is run', async (inspect, reason) => {
  await expect(run({ '/a/json': inspect })).rejects.toThrow(
    `Cannot run the health check of container "a": ${reason}`,
  )
  expect(world.requests()).toHaveLength(1)
})
