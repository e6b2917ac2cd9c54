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

test('where the list does not tell, or says of all that they are on the host, each is inspected', async () => {
  const inspect = (NetworkMode: string) => ({ HostConfig: { NetworkMode } })
  const on = (network: string) => ({ NetworkSettings: { Networks: { [network]: {} } } })
  const routes = {
    '/containers/json': [
      { ...listed(HOLDER, 'web', 'host'), ...on('podman') },
      { ...listed('b', 'side', 'host'), ...on('podman') },
      { ...listed('c', 'on-host', 'host'), ...on('host') },
      listed('d', 'other'),
      listed('e', 'gone'),
    ],
    [`/containers/${HOLDER}/json`]: inspect('bridge'),
    '/containers/b/json': inspect(`container:${HOLDER}`),
    '/containers/d/json': inspect('none'),
  }
  expect(await sharers(routes)).toEqual(['side'])
  expect(world.requests()).toHaveLength(5)
})
