import { afterEach, expect, test } from 'vitest'
import { aCall, idleWork, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { imageHandlers } from './handlers.ts'

let world: FakeWorld
afterEach(() => world.close())

const LISTED = 'sha256:1111'

async function removeListed(idNow: string, id = 'app:1') {
  world = await startFakeWorld({
    'DELETE /': [{ Untagged: 'app:1' }],
    ' /v1.41/images/app:1/json': { Id: idNow },
    ' /images/app:1/json': { Id: idNow },
    '/json': { Id: idNow, RepoTags: ['precious:1'] },
  })
  const { remove } = imageHandlers(idleWork(world.engines))
  const removal = { connection: world.connection, id, force: true, imageId: LISTED }
  return remove(removal, aCall())
}

const removals = () => world.requests().filter((request) => request.startsWith('DELETE'))

test('a name that leads to another image than the one that was listed stays', async () => {
  await expect(removeListed('sha256:2222')).rejects.toMatchObject({
    code: 'refused',
    message: 'Cannot remove image "app:1": the name leads to another image by now',
  })
  expect(removals()).toEqual([])
})

test('a name that leads to it still goes, however its id is written', async () => {
  expect(await removeListed('1111')).toMatchObject({ untagged: ['app:1'] })
  expect(removals()).toHaveLength(1)
})

test('an image that had no name when it was listed, and has one now, stays', async () => {
  await expect(removeListed(LISTED, LISTED)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('it is called "precious:1" since it was listed'),
  })
  expect(removals()).toEqual([])
})
