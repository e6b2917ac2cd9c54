import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { createFakePipe, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { terminalHandlers } from './handlers.ts'

const SWITCH = 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'

let world: FakeWorld
afterEach(() => world.close())

test('a debug shell that has ended is not said to be started again, though it began after it was made', async () => {
  let streams: Socket | undefined
  let asked = 0
  const states = [
    { Running: false, StartedAt: '0001-01-01T00:00:00Z' },
    { Running: true, StartedAt: '2024-05-05T05:05:05Z' },
    { Running: false, StartedAt: '2024-05-05T05:05:05Z', ExitCode: 3 },
  ]
  world = await startFakeWorld({
    '/containers/json': '[]',
    '/containers/web/json': {
      Id: 'web',
      Name: '/web',
      Config: {},
      State: { Running: true },
      HostConfig: {},
      Mounts: [],
    },
    'POST /containers/create': { Id: 's1' },
    '/s1/attach': (socket) => {
      streams = socket
      socket.write(SWITCH)
    },
    '/s1/start': (socket) => {
      socket.end(respond(204, ''))
      streams?.end()
    },
    '/s1/resize': respond(200, ''),
    '/s1/json': (socket) => {
      const State = states[asked] ?? states.at(-1)
      asked += 1
      socket.end(respond(200, JSON.stringify({ Id: 's1', Mounts: [], State })))
    },
    'DELETE /containers/s1': respond(204, ''),
  })
  const pipe = createFakePipe<{ resize: { columns: number; rows: number } }>()
  const { debug } = terminalHandlers(world.engines)
  const wish = { id: 'web', image: 'busybox', size: { columns: 80, rows: 24 } }
  const end = debug({ connection: world.connection, ...wish }, pipe.end)
  await expect(end).resolves.toEqual({ kind: 'exited', exitCode: 3 })
  expect(world.requests().at(-1)).toContain('DELETE /containers/s1?force=true&v=true')
})
