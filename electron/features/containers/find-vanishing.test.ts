import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { containerHandlers } from './index.ts'

let world: FakeWorld
afterEach(() => world.close())

async function vanishing(routes: Routes, ids: readonly string[]) {
  world = await startFakeWorld(routes)
  const input = { connection: world.connection, ids: [...ids] }
  return containerHandlers(world.engines).vanishing(input, aCall())
}

const inspect = (AutoRemove: boolean) => ({ HostConfig: { AutoRemove } })

test('auto-remove containers are told by inspection, one question each', async () => {
  const routes = { '/containers/a/json': inspect(true), '/containers/b/json': inspect(false) }
  expect(await vanishing(routes, ['a', 'b'])).toEqual(['a'])
  expect(world.requests()).toHaveLength(2)
})

test('one that is gone already can no longer vanish', async () => {
  expect(await vanishing({ '/containers/a/json': inspect(true) }, ['gone', 'a'])).toEqual(['a'])
})

test('an engine that does not say is not taken for a "no"', async () => {
  const broken = respond(500, JSON.stringify({ message: 'out of order' }))
  await expect(vanishing({ '/containers/a/json': broken }, ['a'])).rejects.toThrow()
})
