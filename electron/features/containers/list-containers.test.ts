import { afterEach, expect, test } from 'vitest'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { containerHandlers } from './handlers.ts'

const RUNNING = { Id: 'r', Names: ['/web'], State: 'running', Status: 'Up 1 second' }
const created = (id: string) => ({ Id: id, Names: [`/${id}`], State: 'created', Status: 'Created' })

let world: FakeWorld
afterEach(() => world.close())

async function list(routes: Routes, ids?: string[]) {
  world = await startFakeWorld(routes)
  const handlers = containerHandlers(world.engines)
  return handlers.list({ connection: world.connection, ids }, aCall())
}

test('the whole list is one call, and never asks for sizes', async () => {
  await list({ '/containers/json': [RUNNING] })
  expect(world.requests()).toEqual(['GET /containers/json?all=true HTTP/1.1'])
})

test('some containers are one filtered call', async () => {
  await list({ '/containers/json': [RUNNING] }, ['r', 's'])
  expect(world.requests()).toEqual([
    `GET /containers/json?all=true&filters=${encodeURIComponent('{"id":["r","s"]}')} HTTP/1.1`,
  ])
})

test('no ids are no call', async () => {
  await expect(list({}, [])).resolves.toEqual([])
  expect(world.requests()).toEqual([])
})

test('a refused start is told from a container that was never started', async () => {
  const failed = { State: { Status: 'created', ExitCode: 127, Error: 'no such file' } }
  const rows = await list(
    {
      '/containers/json': [RUNNING, created('bad'), created('new')],
      '/containers/bad/json': failed,
      '/containers/new/json': { State: { Status: 'created', ExitCode: 0, Error: '' } },
    },
    ['r', 'bad', 'new'],
  )
  expect(rows.map(({ state }) => state.kind)).toEqual(['running', 'failed-to-start', 'created'])
})

test('a container that vanishes while it is looked at stays as the list said', async () => {
  const rows = await list({ '/containers/json': [created('gone')] }, ['gone'])
  expect(rows.map(({ state }) => state)).toEqual([{ kind: 'created' }])
})

test('a thousand created containers are listed without inspecting each', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => created(`c${index}`))
  await expect(list({ '/containers/json': many })).resolves.toHaveLength(1000)
  expect(world.requests()).toHaveLength(1)
})

test('a network that Podman 4 names in place of its id gets its id', async () => {
  const row = {
    ...RUNNING,
    NetworkSettings: { Networks: { shop: { NetworkID: 'shop' }, b: { NetworkID: 'b2' } } },
  }
  const rows = await list({
    '/containers/json': [row],
    ' /networks': [{ Id: 'a1', Name: 'shop' }],
  })
  expect(rows[0]?.networks.map(({ networkId }) => networkId)).toEqual(['a1', 'b2'])
})
