import { expect, test } from 'vitest'
import { compileFilter } from '#lib/filter/compile-filter.ts'
import { CONTAINER_FILTER_KEYS } from './container-filter-keys.ts'
import { shownContainer } from './shown-container.fixture.ts'
import type { ShownContainer } from './shown-container.ts'

const NOW = 1_000_000_000

function matches(filter: string, container: Partial<ShownContainer>): boolean {
  const row = shownContainer(container)
  return compileFilter(filter, CONTAINER_FILTER_KEYS, () => []).apply([row], NOW).length === 1
}

test('stopped is what does not run, however it came to that', () => {
  for (const state of [
    { kind: 'exited', exitCode: 3 },
    { kind: 'created' },
    { kind: 'failed-to-start', exitCode: 127, reason: '' },
    { kind: 'dead' },
  ] as const) {
    expect(matches('state:stopped', { state })).toBe(true)
    expect(matches('state:running', { state })).toBe(false)
  }
  expect(matches('state:stopped', { state: { kind: 'paused' } })).toBe(false)
})

test('what an action of ours is at is still asked for by what the engine says', () => {
  const removing = {
    state: { kind: 'removing' },
    listed: { kind: 'exited', exitCode: 137 },
  } as const
  expect(matches('state:exited', removing)).toBe(true)
  expect(matches('exit:137', removing)).toBe(true)
  expect(matches('state:running', { state: { kind: 'being-stopped' } })).toBe(true)
})

test('health is that of what runs', () => {
  const state = { kind: 'running', health: 'unhealthy' } as const
  expect(matches('health:unhealthy', { state })).toBe(true)
  expect(matches('health:healthy', { state })).toBe(false)
  expect(matches('health:none', { state: { kind: 'running' } })).toBe(true)
})

test('a port is one on the host or in the container', () => {
  const ports = [{ hostIp: '', hostPort: 8080, containerPort: 80, protocol: 'tcp' }]
  expect(matches('port:8080', { ports })).toBe(true)
  expect(matches('port:80', { ports })).toBe(true)
  expect(matches('port:808', { ports })).toBe(false)
})

test('networks, mounts, projects and labels are asked for by their names', () => {
  const labels = { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'api' }
  expect(
    matches('project:shop service:api label:com.docker.compose.project=shop', { labels }),
  ).toBe(true)
  const networks = [{ name: 'back', networkId: '', ip: '10.0.0.7' }]
  expect(matches('net:back ip:10.0.0.', { networks })).toBe(true)
  const mounts = [
    { type: 'volume', name: 'pg-data', source: '/x', destination: '/var/lib', writable: true },
  ]
  expect(matches('volume:pg mount:/var', { mounts })).toBe(true)
  expect(matches('net:front', { networks })).toBe(false)
})

test('age is the time since it was created', () => {
  const createdAt = NOW - 3_600_000
  expect(matches('age<2h', { createdAt })).toBe(true)
  expect(matches('age<30m', { createdAt })).toBe(false)
})
