import { expect, test } from 'vitest'
import type { EngineOwner, Finding } from '#shared/contract/places.ts'
import type { InspectedPlace } from './inspect-place.ts'
import { mergePlaces } from './merge-places.ts'

const COLIMA = '/home/me/.colima/default/docker.sock'

test('a link and the socket behind it are one engine, under the name of its owner', () => {
  const found = mergePlaces([
    at('docker', 'Docker Engine', '/var/run/docker.sock', answers(COLIMA)),
    at('colima', 'Colima', COLIMA, answers(COLIMA)),
  ])
  expect(found).toMatchObject([
    {
      place: expect.objectContaining({ owner: 'colima', name: 'Colima' }),
      finding: answers(COLIMA),
      otherNames: ['Docker Engine'],
    },
  ])
})

test('two pipes with one engine id are one engine', () => {
  const found = mergePlaces([
    pipe('docker', 'Docker (default pipe)', 'docker_engine', 'one'),
    pipe('docker-desktop', 'Docker Desktop', 'dockerDesktopLinuxEngine', 'one'),
    pipe('podman-machine', 'Podman machine', 'podman-machine-default', 'two'),
  ])
  expect(found.map(({ place, otherNames }) => [place.name, otherNames])).toEqual([
    ['Docker Desktop', ['Docker (default pipe)']],
    ['Podman machine', []],
  ])
})

test('engines without an id are the same only by their socket', () => {
  const found = mergePlaces([
    at('podman-rootless', 'Podman', '/run/user/1/podman/podman.sock', answers('/a')),
    at('podman-root', 'Podman (root)', '/run/podman/podman.sock', answers('/b')),
  ])
  expect(found.map(({ place }) => place.name)).toEqual(['Podman', 'Podman (root)'])
})

test('a dangling link is one with the missing socket that it leads to', () => {
  const found = mergePlaces([
    at('docker', 'Docker Engine', '/var/run/docker.sock', { kind: 'dangling', target: COLIMA }),
    at('colima', 'Colima', COLIMA, { kind: 'missing' }),
  ])
  expect(found).toEqual([
    expect.objectContaining({ finding: { kind: 'missing' }, otherNames: ['Docker Engine'] }),
  ])
})

test('places that do not answer stay apart unless they are the same', () => {
  const found = mergePlaces([
    at('docker', 'Docker Engine', '/var/run/docker.sock', { kind: 'missing' }),
    at('orbstack', 'OrbStack', '/home/me/.orbstack/run/docker.sock', { kind: 'missing' }),
    at('colima', 'Colima', COLIMA, { kind: 'refused', realPath: COLIMA }),
  ])
  expect(found.map(({ place }) => place.name)).toEqual(['Docker Engine', 'OrbStack', 'Colima'])
})

test('what answers is believed before what did not answer at the same place', () => {
  const found = mergePlaces([
    at('docker', 'Docker Engine', '/var/run/docker.sock', answers(COLIMA)),
    at('colima', 'Colima', COLIMA, { kind: 'silent', realPath: COLIMA }),
  ])
  expect(found.map(({ place, finding }) => [place.name, finding.kind])).toEqual([
    ['Colima', 'answers'],
  ])
})

test('a place that joins two groups makes them one, where the first was', () => {
  const found = mergePlaces([
    at('docker', 'Docker Engine', '/a', answers('/a', 'one')),
    at('orbstack', 'OrbStack', '/b', { kind: 'missing' }),
    at('podman-connection', 'Podman (x)', '/c', answers('/c')),
    at('colima', 'Colima', '/d', answers('/c', 'one')),
  ])
  expect(found.map(({ place, otherNames }) => [place.name, otherNames])).toEqual([
    ['Colima', ['Podman (x)', 'Docker Engine']],
    ['OrbStack', []],
  ])
})

test('a name is not listed as another name of itself', () => {
  const found = mergePlaces([
    at('podman-machine', 'Podman 4', '/a', answers('/b')),
    at('podman-machine', 'Podman 4', '/b', answers('/b')),
  ])
  expect(found.map(({ otherNames }) => otherNames)).toEqual([[]])
})

test('an engine is known by all the places at which it is', () => {
  const [one] = mergePlaces([
    at('colima', 'Colima', COLIMA, answers('/real/colima.sock', 'one')),
    at('docker', 'Docker', '/var/run/docker.sock', answers('/run/docker.sock', 'one')),
  ])
  expect([...(one?.marks ?? [])].toSorted()).toEqual(
    [
      'id:one',
      `path:${COLIMA}`,
      'path:/real/colima.sock',
      'path:/run/docker.sock',
      'path:/var/run/docker.sock',
    ].toSorted(),
  )
})

test('places without an endpoint are as many as they are', () => {
  const stopped = (profile: string): InspectedPlace => ({
    place: { id: `minikube:${profile}`, owner: 'minikube', name: profile },
    finding: { kind: 'stopped' },
  })
  const failed: InspectedPlace = { ...stopped('c'), finding: { kind: 'failed', reason: 'No' } }
  const found = mergePlaces([stopped('a'), stopped('b'), failed])
  expect(found.map(({ place }) => place.name)).toEqual(['a', 'b', 'c'])
})

function at(owner: EngineOwner, name: string, path: string, finding: Finding): InspectedPlace {
  return { place: { id: `${owner}:${path}`, owner, name, endpoint: `unix://${path}` }, finding }
}

function pipe(owner: EngineOwner, name: string, pipeName: string, id: string): InspectedPlace {
  const endpoint = `npipe:////./pipe/${pipeName}`
  return {
    place: { id: name, owner, name, endpoint },
    finding: answers(`\\\\.\\pipe\\${pipeName}`, id),
  }
}

function answers(realPath: string, engineId?: string): Finding {
  const id = engineId === undefined ? {} : { engineId }
  return { kind: 'answers', realPath, ...id, version: '1', isPodman: engineId === undefined }
}
