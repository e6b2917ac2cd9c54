import { afterEach, expect, test } from 'vitest'
import { aCall, PODMAN, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { respond } from '../../engine/fake-engine.ts'
import { containerHandlers } from './handlers.ts'

let world: FakeWorld
afterEach(() => world.close())

test.each([
  ['dockerd', {}, 0, 'POST /containers/a/stop HTTP/1.1'],
  ['Podman', PODMAN, 0, 'POST /containers/a/stop?t=10 HTTP/1.1'],
  ['Podman', PODMAN, 3, 'POST /containers/a/stop HTTP/1.1'],
])('%s is told the time to stop only where it would not know it: %j %i', async (...row) => {
  const [, routes, StopTimeout, request] = row
  world = await startFakeWorld({
    ...routes,
    '/a/json': { Id: 'a', Config: { StopTimeout } },
    '/a/stop': respond(204, ''),
  })
  await containerHandlers(world.engines).stop({ connection: world.connection, id: 'a' }, aCall())
  expect(world.requests().at(-1)).toBe(request)
})
