import { afterEach, expect, test } from 'vitest'
import { aCall, PODMAN, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { containerHandlers } from './index.ts'

let world: FakeWorld
afterEach(() => world.close())

async function ask<Of extends 'restarts' | 'platform' | 'size'>(of: Of, routes: Routes) {
  world = await startFakeWorld(routes)
  const input = { connection: world.connection, id: 'a' }
  return containerHandlers(world.engines)[of](input, aCall())
}

const IMAGE = { Os: 'linux', Architecture: 'arm64', Variant: 'v8' }

test('restarts are those of the restart policy', async () => {
  expect(await ask('restarts', { '/containers/a/json': { RestartCount: 3 } })).toBe(3)
})

test('an engine that counts no restarts has none', async () => {
  expect(await ask('restarts', { '/containers/a/json': {} })).toBe(0)
})

test('the platform is that of the image', async () => {
  const routes = {
    '/containers/a/json': { Platform: 'linux', Image: 'sha256:1' },
    '/images/sha256:1/json': IMAGE,
  }
  expect(await ask('platform', routes)).toBe('linux/arm64/v8')
})

test('of an image for several platforms the engine says which it took, and the image is not asked', async () => {
  const ImageManifestDescriptor = { platform: { os: 'linux', architecture: 'riscv64' } }
  const raw = { Platform: 'linux', Image: 'sha256:1', ImageManifestDescriptor }
  expect(await ask('platform', { '/containers/a/json': raw })).toBe('linux/riscv64')
  expect(world.requests()).toHaveLength(1)
})

test('where the image is gone the system alone is known', async () => {
  const raw = { Platform: 'linux', Image: 'sha256:gone' }
  expect(await ask('platform', { '/containers/a/json': raw })).toBe('linux')
})

test('an engine that tells no platform is an error, and no empty cell', async () => {
  await expect(ask('platform', { '/containers/a/json': {} })).rejects.toThrow('did not say')
})

test('a size is asked for as such', async () => {
  const raw = { SizeRw: 12, SizeRootFs: 4000 }
  expect(await ask('size', { '/containers/a/json': raw })).toEqual({
    writtenBytes: 12,
    totalBytes: 4000,
  })
  expect(world.requests()[0]).toMatch(/\?size=(true|1) /)
})

test('of Podman what it has written is told alone', async () => {
  const raw = { SizeRw: 12, SizeRootFs: 4000 }
  const size = await ask('size', { ...PODMAN, '/containers/a/json': raw })
  expect(size).toEqual({ writtenBytes: 12 })
})

test.each([{}, { SizeRw: -1, SizeRootFs: -1 }, { SizeRw: 'much' }])(
  '%j is no size, and none of nothing',
  async (raw) => {
    await expect(ask('size', { '/containers/a/json': raw })).rejects.toThrow('did not say')
  },
)

test('a container that is gone is named', async () => {
  await expect(ask('size', {})).rejects.toThrow('Cannot inspect container "a"')
})
