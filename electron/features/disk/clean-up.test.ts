import { afterEach, expect, test } from 'vitest'
import type { DiskTarget } from '#shared/contract/disk.ts'
import { respond, type Answer } from '../../engine/fake-engine.ts'
import { fakeImages } from '../fake-images.ts'
import { aCall, idleWork, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { diskHandlers } from './handlers.ts'

const OLD = 'sha256:old'
const EMPTY: Routes = {
  '/containers/json': [],
  '/volumes': { Volumes: [] },
  '/networks': [],
  '/images/json': [],
  'DELETE ': [],
}

let world: FakeWorld | undefined
afterEach(() => world?.close())

/** Cleans up on an engine that answers so; the removals that it was asked for come back. */
async function removalsOf(target: DiskTarget | readonly DiskTarget[], routes: Routes) {
  world = await startFakeWorld({ ...routes, ...EMPTY, ...routes })
  const { tasks } = idleWork(world.engines)
  const { beginCleanUp } = diskHandlers(world.engines, tasks)
  await beginCleanUp({ connection: world.connection, targets: [target].flat() }, aCall())
  await expect.poll(() => tasks.list()[0]?.state.kind).toBe('done')
  const state = tasks.list()[0]?.state
  const result = state?.kind === 'done' ? state.result : undefined
  if (result?.kind !== 'cleaned') throw new Error('It is no clean-up')
  const removals = world.requests().filter((request) => request.startsWith('DELETE '))
  return {
    parts: tasks.list()[0]?.parts.map((part) => part.id),
    hints: result.kept.map(({ error }) => error.hint),
    removedCount: result.removedCount,
    kept: result.kept.map(({ error }) => error.message),
    removals: removals.map((request) => /^DELETE (?:\/v[\d.]+)?([^ ?]*)/.exec(request)?.[1]),
  }
}

const image: DiskTarget = { kind: 'image', id: OLD, names: ['app:1', 'app:2'] }

/** An engine that has the image under these names by now. */
function named(...names: readonly string[]): Routes {
  return fakeImages([{ id: OLD, names, created: 1 }])
}

test('a name that has moved to a newer image stays with that', async () => {
  const { removals, removedCount } = await removalsOf(image, named('app:1'))
  expect(removals).toEqual(['/images/app:1'])
  expect(removedCount).toBe(1)
})

test('an image that has lost its last name since goes by its id', async () => {
  const { removals, removedCount } = await removalsOf(image, named())
  expect(removals).toEqual([`/images/${OLD}`])
  expect(removedCount).toBe(1)
})

test('a name that was given since stays, and the image with it, which says so', async () => {
  const now = named('app:1', 'app:2', 'precious:1')
  const { removals, kept, hints } = await removalsOf(image, now)
  expect(removals).toEqual(['/images/app:1', '/images/app:2'])
  expect(kept).toEqual([expect.stringContaining('it is called "precious:1" since it was listed')])
  expect(hints).toEqual([expect.stringContaining('It has lost the names "app:1", "app:2".')])
})

test('an image that had no name when it was listed, and has one now, is left as it is', async () => {
  const dangling: DiskTarget = { kind: 'image', id: OLD, names: [] }
  const { removals, kept } = await removalsOf(dangling, named('precious:1'))
  expect(removals).toEqual([])
  expect(kept).toEqual([expect.stringContaining('"precious:1"')])
})

test('an image that is gone by then counts as removed, and no name of it is touched', async () => {
  const gone = { ...fakeImages([]), '/images/json': [{ Id: OLD, RepoTags: ['app:1'] }] }
  expect(await removalsOf(image, gone)).toMatchObject({ removedCount: 1, kept: [], removals: [] })
})

test('a network that a container has joined since stays, also where that one does not run', async () => {
  const stopped = { Id: 'c1', Names: ['/web'], State: 'exited' }
  const routes = {
    '/containers/json?all=true&filters': [stopped],
    '/networks ': [{ Id: 'n1', Name: 'shop' }],
  }
  const { removals, kept } = await removalsOf({ kind: 'network', id: 'n1' }, routes)
  expect(removals).toEqual([])
  expect(kept).toEqual(['A container has come to use it since it was listed'])
})

test.each([
  ['several names', { names: ['app:1', 'app:2'] }],
  ['a name and a digest', { names: ['app:1'], digests: ['other@sha256:1'] }],
])('an image with %s that a container has come to use keeps them', async (_what, facts) => {
  const routes = fakeImages([{ id: OLD, created: 1, isUsed: true, ...facts }])
  let asked = 0
  const late: Answer = (socket) => {
    asked += 1
    const user = { Id: 'c', Names: ['/user'], ImageID: OLD, State: 'running' }
    socket.end(respond(200, JSON.stringify(asked > 1 ? [user] : [])))
  }
  const done = await removalsOf(image, { ...routes, '/containers/json': late })
  expect(done.removals).toEqual([])
  expect(done.kept).toEqual([expect.stringContaining('container "user" uses it')])
})

test('an image with a digest besides its names goes at once, and whole', async () => {
  const images = [{ id: OLD, names: ['app:1'], created: 1, digests: ['other@sha256:1'] }]
  const { removals, removedCount } = await removalsOf(image, fakeImages(images))
  expect(removals).toEqual(['/images/app:1', `/images/${OLD}`])
  expect(removedCount).toBe(1)
})

test('an image that another one needs says that it stays, and which name it has lost', async () => {
  const parent = { id: OLD, names: ['app:1'], created: 1 }
  const child = { id: 'sha256:child', names: ['child:1'], created: 2, parent: OLD }
  const { kept, hints } = await removalsOf(image, fakeImages([parent, child]))
  expect(kept).toEqual([expect.stringContaining('other images are built on it')])
  expect(hints).toEqual([expect.stringContaining('It has lost the names "app:1", "app:2".')])
})

test('a volume that was in use is not tried again because others went', async () => {
  const volume = { kind: 'volume', id: 'data' } as const
  const inUse = respond(409, '{"message":"volume is in use - [c]"}')
  const { kept, removals, removedCount } = await removalsOf([volume, { ...volume, id: 'free' }], {
    '/volumes?': { Volumes: [{ Name: 'data' }, { Name: 'free' }] },
    '/volumes/data': inUse,
  })
  expect(removals).toEqual(['/volumes/data', '/volumes/free'])
  expect(kept).toHaveLength(1)
  expect(removedCount).toBe(1)
})

test('objects of the same name are told apart by their ids', async () => {
  const networks = [
    { Id: 'aaaa', Name: 'shop' },
    { Id: 'bbbb', Name: 'shop' },
    { Id: 'cccc', Name: 'web' },
  ]
  const targets = networks.map(({ Id }) => ({ kind: 'network' as const, id: Id }))
  const { parts } = await removalsOf(targets, { '/networks ': networks })
  expect(parts).toEqual(['network shop (aaaa)', 'network shop (bbbb)', 'network web'])
})
