import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { containerHandlers } from './handlers.ts'

let world: FakeWorld
afterEach(() => world.close())

async function commit(answer: Routes[string]) {
  world = await startFakeWorld({ '/commit': answer })
  const image = { repository: 'shop/web', tag: 'fixed', comment: 'as it runs', pause: false }
  return containerHandlers(world.engines).commit(
    { connection: world.connection, id: 'a', ...image },
    aCall(),
  )
}

test('the engine is asked by its query, and answers with the image', async () => {
  await expect(commit(respond(201, '{"Id":"sha256:1"}'))).resolves.toBe('sha256:1')
  const [method, path = ''] = world.requests()[0]?.split(' ') ?? []
  const { pathname, searchParams } = new URL(path, 'http://engine')
  expect([method, pathname]).toEqual(['POST', '/commit'])
  expect(Object.fromEntries(searchParams)).toEqual({
    container: 'a',
    repo: 'shop/web',
    tag: 'fixed',
    comment: 'as it runs',
    pause: 'false',
  })
})

test('an engine that does not say which image it made has not said that it made one', async () => {
  await expect(commit(respond(201, '{}'))).rejects.toThrow('did not say which image')
})

test('what goes wrong is said of the container', async () => {
  await expect(commit(respond(500, '{"message":"no space left"}'))).rejects.toMatchObject({
    message: 'Cannot commit container "a": no space left',
  })
})
