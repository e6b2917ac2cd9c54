import { afterEach, expect, test } from 'vitest'
import type { DiskTarget } from '#shared/contract/disk.ts'
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
async function removalsOf(target: DiskTarget, routes: Routes) {
  world = await startFakeWorld({ ...routes, ...EMPTY, ...routes })
  const { tasks } = idleWork(world.engines)
  const { beginCleanUp } = diskHandlers(world.engines, tasks)
  await beginCleanUp({ connection: world.connection, targets: [target] }, aCall())
  await expect.poll(() => tasks.list()[0]?.state.kind).toBe('done')
  const state = tasks.list()[0]?.state
  const result = state?.kind === 'done' ? state.result : undefined
  if (result?.kind !== 'cleaned') throw new Error('It is no clean-up')
  const removals = world.requests().filter((request) => request.startsWith('DELETE '))
  return {
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
  const { removals, kept } = await removalsOf(image, named('app:1', 'app:2', 'precious:1'))
  expect(removals).toEqual(['/images/app:1', '/images/app:2'])
  expect(kept).toEqual(['It is called "precious:1" since it was listed, and stays under that'])
})

test('an image that had no name when it was listed, and has one now, is left as it is', async () => {
  const dangling: DiskTarget = { kind: 'image', id: OLD, names: [] }
  const { removals, kept } = await removalsOf(dangling, named('precious:1'))
  expect(removals).toEqual([])
  expect(kept).toEqual([expect.stringContaining('"precious:1"')])
})

test('an image that is gone by then counts as removed, and no name of it is touched', async () => {
  const gone = { ...fakeImages([]), '/images/json': [{ Id: OLD, RepoTags: ['app:1'] }] }
  expect(await removalsOf(image, gone)).toEqual({ removedCount: 1, kept: [], removals: [] })
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
