import { expect, test } from 'vitest'
import { aCall, startFakeWorld, type Routes } from '../fake-world.ts'
import { containerHandlers } from './handlers.ts'

const ID = 'abcdef012345'.padEnd(64, '0')

const CONTAINER = {
  Id: ID,
  Name: '/web',
  Image: 'sha256:1',
  Config: { Image: 'app:1', Hostname: 'abcdef012345', Env: ['PATH=/bin', 'MODE=x'] },
  HostConfig: { NetworkMode: 'default', Runtime: 'crun', LogConfig: { Type: 'journald' } },
  NetworkSettings: { Networks: { bridge: {} } },
}

async function specIn(routes: Routes) {
  const world = await startFakeWorld({ '/containers/': CONTAINER, ...routes })
  try {
    const { connection } = world
    return await containerHandlers(world.engines).spec({ connection, id: ID }, aCall())
  } finally {
    await world.close()
  }
}

test('what the image and the engine give by themselves is left out', async () => {
  const { spec, notCarried } = await specIn({
    '/images/': { Config: { Env: ['PATH=/bin'] } },
    ' /info': { Name: 'lab', DefaultRuntime: 'crun', LoggingDriver: 'journald' },
  })
  expect(notCarried).toEqual([])
  expect(spec).toMatchObject({ name: 'web', image: 'app:1', env: [{ name: 'MODE', value: 'x' }] })
  expect([spec.runtime, spec.logConfig, spec.hostname]).toEqual([undefined, undefined, undefined])
})

test('where image and engine say nothing, all is said, and that it is', async () => {
  const { spec, notCarried } = await specIn({})
  expect(notCarried.map(({ name }) => name)).toEqual(['Image'])
  expect(spec.env.map(({ name }) => name)).toEqual(['PATH', 'MODE'])
  expect(spec).toMatchObject({ runtime: 'crun', logConfig: { type: 'journald' } })
})
