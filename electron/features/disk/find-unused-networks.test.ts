import { expect, test } from 'vitest'
import { findUnusedNetworks } from './find-unused-networks.ts'
import type { Inventory, RawContainer, RawDiskNetwork } from './raw.ts'

const network = (Name: string, some: Partial<RawDiskNetwork> = {}): RawDiskNetwork => ({
  Id: `id-${Name}`,
  Name,
  Driver: 'bridge',
  Scope: 'local',
  ...some,
})

function namesOf(networks: readonly RawDiskNetwork[], containers: readonly RawContainer[] = []) {
  const inventory: Inventory = { containers, images: [], volumes: [], networks }
  return findUnusedNetworks(inventory).map(({ name }) => name)
}

test('a network that no container is on is told with its age', () => {
  const made = '2026-11-28T17:28:56Z'
  const networks = [network('shop', { Created: made })]
  expect(findUnusedNetworks({ containers: [], images: [], volumes: [], networks })).toEqual([
    {
      kind: 'network',
      id: 'id-shop',
      name: 'shop',
      why: 'no container is on it',
      bytes: 0,
      at: Date.parse(made),
    },
  ])
})

test.each<[string, Partial<RawContainer>]>([
  ['by its name', { NetworkSettings: { Networks: { shop: { NetworkID: '' } } } }],
  ['by its id', { NetworkSettings: { Networks: { old: { NetworkID: 'id-shop' } } } }],
  ['by what it was made with', { HostConfig: { NetworkMode: 'shop' } }],
  ['by the id that it was made with', { HostConfig: { NetworkMode: 'id-shop' } }],
])('a container that does not run is on it %s', (_how, some) => {
  const stopped = { Id: 'c', State: 'exited', ...some }
  expect(namesOf([network('shop'), network('free')], [stopped])).toEqual(['free'])
})

test('a network that tells of containers itself is used', () => {
  expect(namesOf([network('shop', { Containers: { c: {} } })])).toEqual([])
  expect(namesOf([network('shop', { Containers: {} })])).toEqual(['shop'])
})

test.each([
  network('bridge'),
  network('host'),
  network('none'),
  network('podman'),
  network('nat'),
  network('ingress', { Scope: 'swarm' }),
  network('stack_default', { Scope: 'swarm', Driver: 'overlay' }),
  network('docker_gwbridge'),
  network('settings', { ConfigOnly: true }),
])('$Name is never offered', (one) => {
  expect(namesOf([one])).toEqual([])
})
