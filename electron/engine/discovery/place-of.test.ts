import { expect, test } from 'vitest'
import type { EngineOwner } from '#shared/contract/places.ts'
import { placeOf } from './place-of.ts'

const COLIMA = '/home/me/.colima/default/docker.sock'
const DEFAULT = '/var/run/docker.sock'

const colima = at('colima', `unix://${COLIMA}`, COLIMA)
const work = at('colima', 'unix:///home/me/.colima/work/docker.sock')

test('a context that has the very endpoint of a place leads there, whatever its name', () => {
  expect(placeOf({ endpoint: `unix://${COLIMA}` }, [work, colima])).toBe(colima.place)
})

test('a link of one’s own leads to the place behind it', () => {
  const known = { endpoint: 'unix:///home/me/mine.sock', realPath: COLIMA }
  expect(placeOf(known, [work, colima])).toBe(colima.place)
})

test('Docker’s default socket is whose it links to, and else Docker’s', () => {
  const linked = at('docker', `unix://${DEFAULT}`, COLIMA)
  const known = { endpoint: `unix://${DEFAULT}`, realPath: COLIMA }
  expect(placeOf(known, [linked, colima])).toBe(colima.place)
  const own = at('docker', `unix://${DEFAULT}`, '/run/docker.sock')
  const ownKnown = { endpoint: 'unix:///run/docker.sock', realPath: '/run/docker.sock' }
  expect(placeOf(ownKnown, [own, colima])).toBe(own.place)
})

test('a connection of Podman tells less than the machine behind it', () => {
  const socket = '/run/user/1000/podman/big-api.sock'
  const named = at('podman-connection', `unix://${socket}`, socket)
  const machine = at('podman-machine', `unix://${socket}`, socket)
  expect(placeOf({ endpoint: `unix://${socket}` }, [named, machine])).toBe(machine.place)
})

test('a pipe has no case', () => {
  const pipe = at('docker-desktop', 'npipe:////./pipe/dockerDesktopLinuxEngine')
  const known = { endpoint: 'npipe:////./pipe/DOCKERDESKTOPLINUXENGINE' }
  expect(placeOf(known, [pipe])).toBe(pipe.place)
})

test('what leads to no known place is nobody’s', () => {
  expect(placeOf({ endpoint: 'tcp://localhost:2375' }, [colima])).toBeUndefined()
  expect(placeOf({ endpoint: 'unix:///x/colima/docker.sock' }, [colima])).toBeUndefined()
})

function at(owner: EngineOwner, endpoint: string, realPath?: string) {
  const place = { id: owner, owner, name: owner, endpoint }
  return realPath === undefined ? { place } : { place, realPath }
}
