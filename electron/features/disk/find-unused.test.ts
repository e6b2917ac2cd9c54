import { expect, test } from 'vitest'
import { parkedName } from '#shared/parking/parked-name.ts'
import { findUnused } from './find-unused.ts'
import type { Inventory, RawContainer } from './raw.ts'

const container = (some: Partial<RawContainer>): RawContainer => ({
  Id: 'c1',
  Names: ['/web'],
  ImageID: 'sha256:used',
  State: 'exited',
  Status: 'Exited (0) 3 days ago',
  Created: 1_764_000_000,
  ...some,
})
const EMPTY: Inventory = { containers: [], images: [], volumes: [], networks: [] }

test('a container that does not run is told with what the engine says of it', () => {
  const containers = [container({}), container({ Id: 'c2', State: 'running' })]
  const usage = { Containers: [{ Id: 'c1', SizeRw: 12 }] }
  expect(findUnused({ ...EMPTY, containers }, usage)['stopped-containers']).toEqual([
    {
      kind: 'container',
      id: 'c1',
      name: 'web',
      why: 'Exited (0) 3 days ago',
      bytes: 12,
      at: 1_764_000_000_000,
    },
  ])
})

test.each(['running', 'paused', 'restarting', 'removing', 'stopping'])('%s is in use', (State) => {
  const { 'stopped-containers': found } = findUnused(
    { ...EMPTY, containers: [container({ State })] },
    {},
  )
  expect(found).toEqual([])
})

test('what lies in our trash is in use, with its image and its volumes', () => {
  const name = parkedName({
    name: 'web',
    kind: 'removed',
    was: 'running',
    restart: { name: 'no' },
    time: 1_764_000_000_000,
    owner: '3fa9c01b',
  })
  const trashed = container({ Names: [`/${name}`], Mounts: [{ Type: 'volume', Name: 'data' }] })
  const unused = findUnused(
    {
      ...EMPTY,
      containers: [trashed],
      images: [{ Id: 'sha256:used' }],
      volumes: [{ Name: 'data' }],
    },
    {},
  )
  expect(Object.values(unused).flat()).toEqual([])
})

test('images are parted by whether they have a name, and counted without what they share', () => {
  const images = [
    { Id: 'sha256:used', RepoTags: ['used:1'] },
    { Id: 'sha256:named', RepoTags: ['b:1', 'a:1'], Created: 7 },
    { Id: 'sha256:pulled', RepoTags: ['<none>:<none>'], RepoDigests: ['a@sha256:0'] },
    { Id: 'sha256:0123456789abcdef', RepoTags: null },
  ]
  const usage = {
    // Podman leaves out the algorithm here.
    Images: [
      { Id: 'named', Size: 9, SharedSize: 4 },
      { Id: 'sha256:pulled', Size: 9, SharedSize: -1 },
    ],
  }
  const unused = findUnused({ ...EMPTY, containers: [container({})], images }, usage)
  expect(unused['dangling-images']).toMatchObject([{ name: '<none> 0123456789ab' }])
  expect(unused['unused-images']).toEqual([
    {
      kind: 'image',
      id: 'sha256:named',
      name: 'a:1',
      names: ['a:1', 'b:1'],
      why: 'no container uses it; also b:1',
      bytes: 5,
      at: 7000,
    },
    {
      kind: 'image',
      id: 'sha256:pulled',
      name: 'a@sha256:0',
      names: [],
      why: 'no container uses it',
    },
  ])
})

test('a volume is used that a container mounts, or that the engine counts as used', () => {
  const volumes = ['mounted', 'counted', 'free', 'e'.repeat(64)].map((Name) => ({ Name }))
  const containers = [container({ Mounts: [{ Type: 'volume', Name: 'mounted' }] })]
  const usage = {
    Volumes: [
      { Name: 'counted', UsageData: { RefCount: 1, Size: 1 } },
      { Name: 'free', UsageData: { RefCount: 0, Size: 3 } },
    ],
  }
  const unused = findUnused({ ...EMPTY, containers, volumes }, usage)
  expect(unused['named-volumes']).toMatchObject([{ id: 'free', bytes: 3 }])
  expect(unused['anonymous-volumes']).toMatchObject([{ id: 'e'.repeat(64) }])
})

test('of the build cache, what an image has too frees nothing', () => {
  const used = '2026-11-28T17:28:56.485Z'
  const BuildCache = [
    { ID: 'a', Description: 'RUN x', Size: 5, Shared: false, LastUsedAt: used },
    { ID: 'b', Type: 'regular', Size: 5, Shared: true },
    { ID: 'c', InUse: true, Size: 5 },
  ]
  expect(findUnused(EMPTY, { BuildCache })['build-cache']).toMatchObject([
    { id: 'a', name: 'RUN x', bytes: 5, at: Date.parse(used) },
    { id: 'b', name: 'regular b', bytes: 0 },
  ])
})
