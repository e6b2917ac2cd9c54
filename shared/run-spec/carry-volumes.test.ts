import { expect, test } from 'vitest'
import { carryVolumes, type CarriedMount } from './carry-volumes.ts'
import { plainSpec, type RunSpec } from './run-spec.ts'

const NAME = 'ab'.repeat(32)
const mount: CarriedMount = { type: 'volume', name: NAME, destination: '/data', writable: true }
const plain = plainSpec('db:1')
const bind = { source: NAME, target: '/data', options: [] }

function carried(next: Partial<RunSpec>, before: Partial<RunSpec> = {}, one = mount) {
  const former = { spec: { ...plain, ...before }, mounts: [one] }
  const { binds, mounts } = carryVolumes({ ...plain, ...next }, former)
  return [...binds, ...mounts]
}

test('a volume that the image asked for, or that has no name, goes on with the new container', () => {
  expect(carried({})).toEqual([bind])
  expect(carried({ volumes: ['/data'] }, { volumes: ['/data/'] })).toEqual([bind])
  const nameless = { type: 'volume', target: '/data' }
  const both = { mounts: [nameless] }
  expect(carried(both, both)).toEqual([{ ...nameless, source: NAME }])
})

test('one that could only be read stays so', () => {
  expect(carried({}, {}, { ...mount, writable: false })).toEqual([{ ...bind, options: ['ro'] }])
})

test('where something else is wanted now, it stays behind', () => {
  const named = { source: 'shop_data', target: '/data/', options: [] }
  expect(carried({ binds: [named] })).toEqual([named])
  const host = { type: 'bind', source: '/srv', target: '/data' }
  expect(carried({ mounts: [host] })).toEqual([host])
  expect(carried({ tmpfs: { '/data': '' } })).toEqual([])
  expect(carried({ volumes: [] }, { volumes: ['/data'] })).toEqual([])
})

test('named volumes, folders of the host and what another container shares say so themselves', () => {
  expect(carried({}, {}, { ...mount, name: 'shop_data' })).toEqual([])
  expect(carried({}, {}, { ...mount, type: 'bind' })).toEqual([])
  expect(carried({ volumesFrom: ['other'] }, { volumesFrom: ['other'] })).toEqual([])
})
