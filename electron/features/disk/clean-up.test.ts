import { afterEach, expect, test } from 'vitest'
import type { DiskTarget } from '#shared/contract/disk.ts'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, idleWork, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { diskHandlers } from './handlers.ts'

const OLD = 'sha256:old'
const LISTED = { Id: OLD, RepoTags: ['app:1', 'app:2'], RepoDigests: [] }
const EMPTY: Routes = {
  '/containers/json': [],
  '/volumes': { Volumes: [] },
  '/networks': [],
  '/images/json': [LISTED],
  'DELETE ': [],
}

let world: FakeWorld | undefined
afterEach(() => world?.close())

/** Cleans up on an engine that answers so; the removals that it was asked for come back. */
async function removalsOf(target: DiskTarget, routes: Routes) {
  world = await startFakeWorld({ ...routes, ...EMPTY })
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

const image: DiskTarget = { kind: 'image', id: OLD }
const inspected = (RepoTags: readonly string[]): Routes => ({
  [`/images/${OLD}/json`]: { Id: OLD, RepoTags },
})

test('a name that has moved to a newer image while others went stays with that', async () => {
  const { removals, removedCount } = await removalsOf(image, inspected(['app:1']))
  expect(removals).toEqual(['/images/app:1'])
  expect(removedCount).toBe(1)
})

test('an image that has lost its last name meanwhile goes by its id alone', async () => {
  const { removals } = await removalsOf(image, inspected([]))
  expect(removals).toEqual([`/images/${OLD}`])
})

test('an image that is gone by then counts as removed, and no name of it is touched', async () => {
  const gone = { [`/images/${OLD}/json`]: respond(404, '{"message":"No such image"}') }
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
