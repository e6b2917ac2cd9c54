import { expect, test } from 'vitest'
import { otherTag, ownerTag, parkedName, parseParkedName, type ParkedName } from './parked-name.ts'

const REMOVED: ParkedName = {
  name: 'web-1',
  kind: 'removed',
  was: 'running',
  restart: { name: 'always' },
  time: 1_764_000_000_000,
  owner: '3fa9c01b',
}

test('the name of a container in the trash says in words what it is', () => {
  expect(parkedName(REMOVED)).toBe('web-1.pilothouse-removed.running.always.t68n40.3fa9c01b')
})

test.each<ParkedName>([
  REMOVED,
  { ...REMOVED, kind: 'removed-with-volumes', was: 'paused', restart: { name: 'no' } },
  { ...REMOVED, kind: 'replaced', was: 'stopped', other: 'abcdef012345' },
  { ...REMOVED, kind: 'replacing', restart: { name: 'on-failure', maximumRetryCount: 3 } },
  { ...REMOVED, kind: 'new', restart: { name: 'on-failure' }, other: 'abcdef012345' },
  { ...REMOVED, restart: { name: 'unless-stopped' } },
  { ...REMOVED, name: 'a.b_c-d.pilothouse-demo' },
])('$kind $restart.name is read again as it was written', (parked) => {
  expect(parseParkedName(parkedName(parked))).toEqual(parked)
})

test('the name is one that engines take', () => {
  expect(parkedName({ ...REMOVED, kind: 'replacing', other: 'abcdef012345' })).toMatch(
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/,
  )
})

test.each([
  'web-1',
  'web-1.pilothouse-removed',
  'web-1.pilothouse-removed.running.always.t68n40.3fa9c01b.extra',
  'web-1.pilothouse-removed.running.always.t68n40.3fa9c01',
  'web-1.pilothouse-removed.running.sometimes.t68n40.3fa9c01b',
  'web-1.pilothouse-kept.running.always.t68n40.3fa9c01b',
  '.pilothouse-removed.running.always.t68n40.3fa9c01b',
  'web-1.pilothouse-removed.running.always.t68n40.3fa9c01b\n',
])('%j is the name of somebody else’s container', (name) => {
  expect(parseParkedName(name)).toBeUndefined()
})

test('one that was put aside twice is put back by steps', () => {
  const twice = parkedName({ ...REMOVED, name: parkedName(REMOVED) })
  expect(parseParkedName(twice)?.name).toBe(parkedName(REMOVED))
})

test('an installation and a container are named by a few of their digits', () => {
  expect(ownerTag('3FA9C01B-1111-4222-8333-444455556666')).toBe('3fa9c01b')
  expect(ownerTag('me')).toBe('e0000000')
  expect(otherTag('abcdef0123456789')).toBe('abcdef012345')
})
