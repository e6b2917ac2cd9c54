import { afterEach, expect, test } from 'vitest'
import type { ImageTarget } from '#shared/contract/images.ts'
import { fakeImages, type FakeImage } from '../fake-images.ts'
import {
  aCall,
  idleWork,
  PODMAN,
  startFakeWorld,
  type FakeWorld,
  type Routes,
} from '../fake-world.ts'
import { imageHandlers } from './handlers.ts'

let world: FakeWorld | undefined
afterEach(() => world?.close())

/** Removes these, and answers with what was asked and how it ended. */
async function remove(images: FakeImage[], targets: readonly ImageTarget[], routes: Routes = {}) {
  world = await startFakeWorld({ ...routes, ...fakeImages(images), ...routes })
  const work = idleWork(world.engines)
  const { beginRemoval } = imageHandlers(work)
  const wish = { connection: world.connection, targets: [...targets] }
  const id = await beginRemoval(wish, aCall())
  await expect.poll(() => work.tasks.list()[0]?.state.kind).not.toBe('running')
  const [task] = work.tasks.list()
  const removals = world.requests().filter((request) => request.startsWith('DELETE'))
  return {
    task: { ...task, isIt: task?.id === id },
    removals: removals.map((request) => /\/images\/([^? ]*)/.exec(request)?.[1]),
  }
}

const image = (id: string, created: number, more: Partial<FakeImage> = {}): FakeImage => ({
  id,
  names: [`${id}:1`],
  created,
  ...more,
})
const target = (id: string, reference = `${id}:1`): ImageTarget => ({
  reference,
  imageId: id,
  force: false,
})
const removed = (removedCount: number, ...kept: object[]) => ({
  kind: 'done',
  result: { kind: 'removed', unit: 'images', removedCount, keptCount: kept.length, kept },
})

test('what was made last goes first', async () => {
  const images = [image('base', 1), image('top', 3), image('middle', 2)]
  const { task, removals } = await remove(
    images,
    images.map(({ id }) => target(id)),
  )
  expect(removals).toEqual(['top:1', 'middle:1', 'base:1'])
  expect(task).toMatchObject({
    isIt: true,
    kind: 'remove',
    name: 'Remove 3 images',
    canRetry: false,
    state: removed(3),
    progress: { done: 3, total: 3, unit: 'images' },
    parts: [{ id: 'top:1', words: 'Removed' }, { id: 'middle:1' }, { id: 'base:1' }],
  })
})

test('an image that was only waiting for one that is built on it is gone as well', async () => {
  // Of the same second: nobody knows which is older.
  const images = [image('parent', 1), image('child', 1, { parent: 'parent' })]
  const { task } = await remove(images, [target('parent'), target('child')])
  expect(task.state).toEqual(removed(2))
  expect(images).toEqual([])
})

test('an image that lost its last name and stays is told once, with why', async () => {
  const images = [image('app', 1, { names: ['app:1', 'app:2'], isUsed: true }), image('other', 2)]
  const targets = [target('app'), target('app', 'app:2'), target('other')]
  const { task } = await remove(images, targets)
  const message = 'Only the name "app:2" is gone, the image itself stays: container "user" uses it'
  expect(task).toMatchObject({
    // Of one image two names: they are no images.
    name: 'Remove 3 image names',
    progress: { done: 3, total: 3, unit: 'names' },
    state: {
      result: { unit: 'names', removedCount: 2, kept: [{ name: 'app:2', error: { message } }] },
    },
  })
})

test('a name of several is only a name, and nothing to be told of', async () => {
  const images = [image('app', 1, { names: ['app:1', 'app:2'] })]
  const { task } = await remove(images, [target('app')])
  expect(task).toMatchObject({ name: 'Remove app:1', state: removed(1) })
})

test('what went already is gone, and a name that leads elsewhere by now stays', async () => {
  const images = [image('new', 1, { names: ['moved:1'] })]
  const { task, removals } = await remove(images, [target('old', 'moved:1'), target('gone')])
  expect(removals).toEqual([])
  expect(task.state).toMatchObject(
    removed(1, { name: 'moved:1', error: { message: expect.stringContaining('another image') } }),
  )
})

test('an image that had no name when it was listed, and has one now, keeps it', async () => {
  const images = [image('app', 1, { names: ['precious:1'] }), image('other', 2)]
  const { task, removals } = await remove(images, [target('app', 'app'), target('other')])
  expect(removals).toEqual(['other:1'])
  const message = expect.stringContaining('it is called "precious:1" since it was listed')
  expect(task.state).toMatchObject(removed(1, { name: '<none> app', error: { message } }))
})

test.each([
  [['other@sha256:1'], 'it has the digest "other@sha256:1" as well'],
  [undefined, 'the engine keeps it, and does not say why'],
])('of an image that keeps %j only what is known is said', async (digests, why) => {
  const children = [image('child', 2, { parent: 'app' })]
  const images = [image('app', 1, digests && { digests }), ...(digests ? [] : children)]
  const { task } = await remove(images, [target('app')])
  const message = `Only the name "app:1" is gone, the image itself stays: ${why}`
  expect(task.state).toMatchObject(removed(0, { name: 'app:1', error: { message } }))
})

test.each([
  [['shown'], [], ''],
  [
    ['shown', 'new'],
    ['app:1'],
    'container "new" uses it since it was listed, and would go with it',
  ],
])('on Podman, force takes no container that nobody was shown: %j', async (users, left, why) => {
  const images = [image('app', 1)]
  const containers = users.map((id) => ({ Id: id, Names: [`/${id}`], ImageID: 'app' }))
  const forced = { ...target('app'), force: true, users: ['shown'] }
  const { task } = await remove(images, [forced], { ...PODMAN, '/containers/json': containers })
  expect(images.flatMap(({ names }) => names)).toEqual(left)
  const kept = { name: 'app:1', error: { message: expect.stringContaining(why) } }
  expect(task.state).toMatchObject(why === '' ? removed(1) : removed(0, kept))
})
