import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { realPath } from './real-path.ts'

let world: FakeWorld
afterEach(() => world.close())

/** Go's bits. */
const FOLDER = 0x8000_01ed
const LINK = 0x0800_01ff

/** A container with these paths: folders, or links to where they lead. */
async function withPaths(paths: Readonly<Record<string, string>>) {
  const routes: Routes = Object.fromEntries(
    Object.entries(paths).map(([path, linkTarget]) => {
      const mode = linkTarget === '' ? FOLDER : LINK
      const stat = JSON.stringify({ name: 'x', size: 0, mode, linkTarget })
      const header = `X-Docker-Container-Path-Stat: ${Buffer.from(stat).toString('base64')}\r\n`
      const bytes = Buffer.from(path).toString('hex').replaceAll(/../g, '%$&')
      return [`HEAD /containers/a/archive?path=${bytes} `, respond(200, '', header)]
    }),
  )
  world = await startFakeWorld(routes)
  const engine = world.engines.get(world.connection)
  return (path: string) => realPath(engine, { id: 'a', path }, new AbortController().signal)
}

test('links on the way are followed, and what is behind a place that nobody knows stays', async () => {
  const real = await withPaths({
    '/a': '',
    '/a/way': '/mem',
    '/mem': '',
    '/up': '../a/way/deep',
  })
  expect(await real('/')).toBe('/')
  expect(await real('/a')).toBe('/a')
  expect(await real('/a/way/x/y')).toBe('/mem/x/y')
  expect(await real('/up/z')).toBe('/mem/deep/z')
  expect(await real('/none/x')).toBe('/none/x')
})

test('a link that leads round in circles leads nowhere else', async () => {
  const real = await withPaths({ '/a': '/b', '/b': '/a' })
  expect(await real('/a/x')).toBe('/a/x')
})
