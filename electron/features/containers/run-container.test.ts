import { afterEach, expect, test } from 'vitest'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import { respond } from '../../engine/fake-engine.ts'
import { startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { runContainer } from './run-container.ts'

let world: FakeWorld
afterEach(() => world.close())

async function runMeant(idNow: string, answer = respond(201, '{"Id":"made","Warnings":[]}')) {
  world = await startFakeWorld({
    '/images/app:1/json': { Id: idNow },
    '/containers/create': answer,
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

test('an image that is not there for the platform is not pulled by its name, which may lead elsewhere', async () => {
  const message = 'image with reference app:1 does not provide the specified platform'
  await expect(runMeant('1111', respond(404, JSON.stringify({ message })))).rejects.toMatchObject({
    engineMessage: message,
  })
  expect(created()).toHaveLength(1)
  expect(world.requests().filter((request) => request.includes('/images/create'))).toEqual([])
})
