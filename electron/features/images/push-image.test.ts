import { afterEach, expect, test } from 'vitest'
import { startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { pushImage } from './push-image.ts'

let world: FakeWorld
afterEach(() => world.close())

const DIGEST = `sha256:${'1'.repeat(64)}`

async function pushListed(idNow: string) {
  world = await startFakeWorld({
    'POST /': { aux: { Digest: DIGEST } },
    '/images/app:1/json': { Id: idNow },
  })
  const engine = world.engines.get(world.connection)
  const push = { reference: 'app:1', imageId: 'sha256:1111' }
  return pushImage(engine, push, () => {}, new AbortController().signal)
}

const pushes = () => world.requests().filter((request) => request.startsWith('POST'))

test('a name that leads to another image than the one that was meant is not pushed', async () => {
  await expect(pushListed('sha256:2222')).rejects.toMatchObject({
    code: 'refused',
    message: 'Cannot push image "app:1": the name leads to another image by now',
  })
  expect(pushes()).toEqual([])
})

test('a name that leads to it still is pushed, however its id is written', async () => {
  expect(await pushListed('1111')).toBe(DIGEST)
  expect(pushes()).toHaveLength(1)
})
