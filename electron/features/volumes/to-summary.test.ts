import { expect, test } from 'vitest'
import { toSummary } from './to-summary.ts'

test('an entry of the list is shaped for the window', () => {
  const raw = {
    Name: 'data',
    Driver: 'local',
    Mountpoint: '/var/lib/docker/volumes/data/_data',
    CreatedAt: '2026-11-23T21:15:09Z',
    Labels: { a: 'b' },
  }
  expect(toSummary(raw)).toEqual({
    name: 'data',
    driver: 'local',
    mountpoint: '/var/lib/docker/volumes/data/_data',
    createdAt: Date.parse('2026-11-23T21:15:09Z'),
    labels: { a: 'b' },
    anonymous: false,
  })
})

test('a volume of a driver that says little has no date', () => {
  const summary = toSummary({ Name: 'data', Labels: null, CreatedAt: null })
  expect(summary).toEqual({
    name: 'data',
    driver: '',
    mountpoint: '',
    labels: {},
    anonymous: false,
  })
})

test.each([
  ['its label', { Name: 'x', Labels: { 'com.docker.volume.anonymous': '' } }],
  ['its generated name', { Name: 'a'.repeat(64) }],
])('an anonymous volume is told by %s', (_what, raw) => {
  expect(toSummary(raw).anonymous).toBe(true)
})
