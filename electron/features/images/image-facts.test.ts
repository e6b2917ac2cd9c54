import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, PODMAN, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { createChosenPlaces } from '../../saving/chosen-places.ts'
import { createTasks } from '../tasks/index.ts'
import { imageHandlers } from './index.ts'

let world: FakeWorld
afterEach(() => world.close())

async function images(routes: Routes) {
  world = await startFakeWorld(routes)
  const { engines } = world
  return imageHandlers({ engines, tasks: createTasks({ engines }), chosen: createChosenPlaces() })
}

const sharedSizes = async (routes: Routes) => {
  const handlers = await images(routes)
  return handlers.sharedSizes({ connection: world.connection }, aCall())
}
const platform = async (raw: object) => {
  const handlers = await images({ '/images/a/json': raw })
  return handlers.platform({ connection: world.connection, id: 'a' }, aCall())
}

const LISTED = [
  { Id: 'sha256:1', SharedSize: 12 },
  { Id: 'sha256:2', SharedSize: 0 },
  { Id: 'sha256:3', SharedSize: -1 },
]
const TOLD = [
  { id: 'sha256:1', bytes: 12 },
  { id: 'sha256:2', bytes: 0 },
]

test('a list of images tells what they share, and the disk is not measured', async () => {
  expect(await sharedSizes({ '/images/json': LISTED })).toEqual(TOLD)
  expect(world.requests()).toHaveLength(1)
  expect(world.requests()[0]).toMatch(/\?shared-size=(true|1) /)
})

test('an engine whose list does not tell it is asked for all that it holds', async () => {
  const untold = LISTED.map(({ Id }) => ({ Id, SharedSize: -1 }))
  const routes = { '/images/json': untold, '/system/df': { Images: LISTED } }
  expect(await sharedSizes(routes)).toEqual(TOLD)
})

test('what lists of Podman say is not taken for true', async () => {
  const measured = { Images: [{ Id: '1', SharedSize: 12 }] }
  const routes = { ...PODMAN, '/images/json': LISTED, '/system/df': measured }
  expect(await sharedSizes(routes)).toEqual([{ id: 'sha256:1', bytes: 12 }])
})

test('one that measures for somebody else is asked again', async () => {
  let asked = 0
  const busy = '{"message":"a disk usage operation is already running"}'
  const routes: Routes = {
    '/images/json': [{ Id: 'sha256:1', SharedSize: -1 }],
    '/system/df': (socket) => {
      asked += 1
      socket.end(
        asked === 1 ? respond(500, busy) : respond(200, JSON.stringify({ Images: LISTED })),
      )
    },
  }
  expect(await sharedSizes(routes)).toEqual(TOLD)
})

test('an engine that never says it is an error, and no nothing', async () => {
  const untold = [{ Id: 'sha256:1' }]
  const routes = { '/images/json': untold, '/system/df': { Images: untold } }
  await expect(sharedSizes(routes)).rejects.toThrow('did not say what its images share')
})

test('an engine without images has nothing that is shared', async () => {
  expect(await sharedSizes({ '/images/json': [] })).toEqual([])
})

test('a platform is told as it is written for the engine', async () => {
  expect(await platform({ Os: 'linux', Architecture: 'arm', Variant: 'v7' })).toBe('linux/arm/v7')
})

test.each([{}, { Os: 'linux' }, { Os: 7, Architecture: 'amd64' }])(
  '%j is no platform',
  async (raw) => {
    await expect(platform(raw)).rejects.toThrow('did not say what it is for')
  },
)
