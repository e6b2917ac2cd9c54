import { afterEach, expect, test } from 'vitest'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import { respond } from '../../engine/fake-engine.ts'
import { startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { runContainer } from './run-container.ts'

let world: FakeWorld
afterEach(() => world.close())

async function runMeant(idNow: string) {
  world = await startFakeWorld({
    '/images/app:1/json': { Id: idNow },
    '/containers/create': respond(201, '{"Id":"made","Warnings":[]}'),
  })
  const spec = { ...plainSpec('app:1'), name: 'web', detach: true }
  const run = { spec, start: false, imageId: 'sha256:1111' }
  const engine = world.engines.get(world.connection)
  await runContainer(engine, run, () => {}, new AbortController().signal)
}

const created = () => world.requests().filter((request) => request.includes('/containers/create'))

test('a name that leads to another image than the one that was meant is not run', async () => {
  await expect(runMeant('sha256:2222')).rejects.toMatchObject({
    code: 'refused',
    message: 'Cannot run image "app:1": the name leads to another image by now',
  })
  expect(created()).toEqual([])
})

test('a name that leads to it still is run, however its id is written', async () => {
  await runMeant('1111')
  expect(created()).toHaveLength(1)
})
