import { afterEach, expect, test } from 'vitest'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { containerHandlers } from './index.ts'

let world: FakeWorld
afterEach(() => world.close())

const HOLDER = 'a'.repeat(64)

async function sharers(routes: Routes) {
  world = await startFakeWorld(routes)
  const input = { connection: world.connection, id: HOLDER }
  const found = await containerHandlers(world.engines).sharers(input, aCall())
  return found.map(({ name }) => name)
}

const listed = (Id: string, name: string, NetworkMode?: string) => ({
  Id,
  Names: [`/${name}`],
  ...(NetworkMode !== undefined && { HostConfig: { NetworkMode } }),
})

test('those that live in its network are told from the list alone', async () => {
  const list = [
    listed(HOLDER, 'web', 'bridge'),
    listed('b', 'side', `container:${HOLDER}`),
    listed('c', 'by-name', 'container:web'),
    listed('d', 'by-short-id', `container:${HOLDER.slice(0, 12)}`),
    listed('e', 'other', `container:${'b'.repeat(64)}`),
    listed('f', 'alone', 'none'),
  ]
  expect(await sharers({ '/containers/json': list })).toEqual(['side', 'by-name', 'by-short-id'])
  expect(world.requests()).toHaveLength(1)
})

test('where the list does not tell, those without networks are inspected', async () => {
  const joined = { HostConfig: { NetworkMode: `container:${HOLDER}` } }
  const networks = { NetworkSettings: { Networks: { podman: {} } } }
  const routes = {
    '/containers/json': [
      { ...listed(HOLDER, 'web'), ...networks },
      { ...listed('b', 'other'), ...networks },
      listed('c', 'side'),
      listed('d', 'gone'),
    ],
    '/containers/c/json': joined,
  }
  expect(await sharers(routes)).toEqual(['side'])
  expect(world.requests()).toHaveLength(3)
})
