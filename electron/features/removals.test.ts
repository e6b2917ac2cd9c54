import { afterEach, expect, test } from 'vitest'
import { respond } from '../engine/fake-engine.ts'
import { containerHandlers } from './containers/index.ts'
import {
  aCall,
  idleWork,
  PODMAN,
  startFakeWorld,
  type FakeWorld,
  type Routes,
} from './fake-world.ts'
import { imageHandlers } from './images/index.ts'
import { networkHandlers } from './networks/index.ts'
import { volumeHandlers } from './volumes/index.ts'

const CACHE = { Id: 'c', Names: ['/cache'], ImageID: 'sha256:1', State: 'running' }
const refused = (status: number, message: string) => respond(status, JSON.stringify({ message }))

let world: FakeWorld
afterEach(() => world.close())

async function start(routes: Routes): Promise<void> {
  world = await startFakeWorld(routes)
}

const ref = (id: string) => ({ connection: world.connection, id })

test('an image in use names the container, and no other that is merely built on it', async () => {
  const other = { Id: 'd', Names: ['/other'], ImageID: 'sha256:2' }
  await start({
    'DELETE /images/redis:7': refused(
      409,
      'conflict: (must force) - container c is using its referenced image 1',
    ),
    'GET /images/redis:7/json': { Id: 'sha256:1' },
    '/containers/json': [CACHE, other],
  })
  const removal = imageHandlers(idleWork(world.engines)).remove(
    { ...ref('redis:7'), force: false },
    aCall(),
  )
  await expect(removal).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot remove image "redis:7": container "cache" uses it',
    engineMessage: expect.stringContaining('must force'),
  })
})

test('a refusal for another reason is not blamed on containers', async () => {
  await start({
    'DELETE /images/a': refused(
      409,
      'conflict: unable to delete a - image has dependent child images',
    ),
    'GET /images/a/json': { Id: 'sha256:1' },
    '/containers/json': [CACHE],
  })
  const removal = imageHandlers(idleWork(world.engines)).remove(
    { ...ref('a'), force: false },
    aCall(),
  )
  await expect(removal).rejects.toThrow('Cannot remove image "a": other images are built on it')
})

test('an image of a registry keeps the slashes of its name', async () => {
  await start({ 'DELETE /images/': [{ Untagged: 'r.io:5000/team/app:1' }] })
  const remove = { ...ref('r.io:5000/team/app:1'), force: true }
  await expect(imageHandlers(idleWork(world.engines)).remove(remove, aCall())).resolves.toEqual({
    untagged: ['r.io:5000/team/app:1'],
    deleted: [],
  })
  expect(world.requests()).toEqual(['DELETE /images/r.io:5000/team/app:1?force=true HTTP/1.1'])
})

test('a volume in use names the container', async () => {
  await start({
    'DELETE /volumes/data': refused(409, 'remove data: volume is in use - [c]'),
    '/containers/json': [CACHE],
  })
  await expect(volumeHandlers(world.engines).remove(ref('data'), aCall())).rejects.toThrow(
    'Cannot remove volume "data": container "cache" uses it',
  )
})

test('a network in use names the running containers alone: stopped ones hold no endpoint', async () => {
  await start({
    'DELETE /networks/n': refused(403, 'network n id x has active endpoints'),
    '/containers/json': [CACHE, { Id: 'd', Names: ['/old'], State: 'exited' }],
  })
  await expect(networkHandlers(world.engines).remove(ref('n'), aCall())).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot remove network "n": container "cache" uses it',
  })
})

test('on Podman a network in use is not removed: the engine itself would do it', async () => {
  await start({ ...PODMAN, '/containers/json': [CACHE], 'DELETE /networks/n': {} })
  await expect(networkHandlers(world.engines).remove(ref('n'), aCall())).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot remove network "n": container "cache" uses it',
  })
  expect(world.requests().filter((line) => line.startsWith('DELETE'))).toEqual([])
})

test('on Podman a forced removal kills first, and waits for the end of it', async () => {
  const states = [{ Running: true }, { Running: false }]
  await start({
    ...PODMAN,
    '/containers/c/json': (socket) =>
      socket.end(respond(200, JSON.stringify({ State: states.shift() }))),
    '/containers/c': respond(204, ''),
  })
  const wish = { ...ref('c'), force: true, volumes: false }
  await containerHandlers(world.engines).remove(wish, aCall())
  expect(world.requests()).toEqual([
    'POST /containers/c/kill HTTP/1.1',
    'GET /containers/c/json HTTP/1.1',
    'GET /containers/c/json HTTP/1.1',
    'DELETE /containers/c?force=true&v=false HTTP/1.1',
  ])
})

test.each(['../images/x', 'a/b', '.', '..', 'a\\b'])('the id %j reaches no engine', async (id) => {
  await start({})
  const wish = { ...ref(id), force: true, volumes: false }
  await expect(containerHandlers(world.engines).remove(wish, aCall())).rejects.toMatchObject({
    code: 'invalid-input',
  })
  expect(world.requests()).toEqual([])
})
