import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { containerHandlers } from './handlers.ts'
import { toFileChanges } from './list-changes.ts'

let world: FakeWorld | undefined
afterEach(() => world?.close())

async function changes(answer: Routes[string]) {
  world = await startFakeWorld({ '/containers/a/changes': answer })
  return containerHandlers(world.engines).changes(
    { connection: world.connection, id: 'a' },
    aCall(),
  )
}

test('the kinds have their names', () => {
  const raw = [
    { Path: '/etc', Kind: 0 },
    { Path: '/etc/new', Kind: 1 },
    { Path: '/etc/old', Kind: 2 },
  ]
  expect(toFileChanges(raw)).toEqual([
    { kind: 'changed', path: '/etc' },
    { kind: 'added', path: '/etc/new' },
    { kind: 'deleted', path: '/etc/old' },
  ])
})

test('an entry that says nothing is left out', () => {
  const broken = [null, {}, { Path: '/a' }, { Path: '', Kind: 1 }, { Path: '/b', Kind: 9 }]
  expect(toFileChanges(broken)).toEqual([])
})

test('null is none: the answer of engines for a container that changed nothing', async () => {
  await expect(changes(respond(200, 'null'))).resolves.toEqual([])
})

test('what goes wrong is said of the container', async () => {
  await expect(changes(respond(500, '{"message":"layer is gone"}'))).rejects.toMatchObject({
    message: 'Cannot list the changes of container "a": layer is gone',
  })
})
