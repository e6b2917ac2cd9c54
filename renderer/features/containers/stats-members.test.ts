import { expect, test } from 'vitest'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import { findStatsMembers } from './stats-members.ts'

const container = (name: string, kind: string, project?: string) =>
  ({
    id: `id of ${name}`,
    name,
    state: { kind },
    labels: project === undefined ? {} : { 'com.docker.compose.project': project },
  }) as unknown as ContainerSummary

const LISTS = new Map([
  [
    'local',
    [
      container('shop-web-10', 'running', 'shop'),
      container('shop-web-9', 'exited', 'shop'),
      container('other', 'paused'),
      container('old', 'exited'),
    ],
  ],
  ['lab', [container('other', 'running')]],
])

const at = (connection: string, id: string, name: string) => ({ connection, id, name })
const named = (members: ReturnType<typeof findStatsMembers>) =>
  members.map(({ connection, name, isRunning }) => `${name} on ${connection} ${isRunning}`)

test('of a project they are all of it, by their names within it', () => {
  const project = { connection: 'local', name: 'shop' }
  const target = { ...at('local', 'x', 'shop'), merged: { name: 'shop', project, containers: [] } }
  expect(named(findStatsMembers(target, LISTS))).toEqual([
    'web-9 on local false',
    'web-10 on local true',
  ])
})

test('of an engine they are those that are up', () => {
  const target = { ...at('local', 'x', 'local'), everything: true as const }
  expect(named(findStatsMembers(target, LISTS))).toEqual([
    'other on local false',
    'shop-web-10 on local true',
  ])
})

test('those that were chosen are found on their engines, also made anew or removed', () => {
  const containers = [
    at('lab', 'id of other', 'other'),
    at('local', 'an older id', 'shop-web-10'),
    at('local', 'removed', 'removed'),
  ]
  const target = { ...at('lab', 'x', '3'), merged: { name: '3 containers', containers } }
  const members = findStatsMembers(target, LISTS)
  expect(named(members)).toEqual([
    'other on lab true',
    'shop-web-10 on local true',
    'removed on local false',
  ])
  expect(members[1]?.id).toBe('id of shop-web-10')
})

test('one container is itself', () => {
  expect(named(findStatsMembers(at('local', 'id of old', 'old'), LISTS))).toEqual([
    'old on local false',
  ])
})
