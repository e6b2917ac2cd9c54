import { expect, test } from 'vitest'
import { toSummary } from './to-summary.ts'

const ID = 'a'.repeat(64)

test('an entry of dockerd’s list is shaped for the window', () => {
  const summary = toSummary({
    Id: ID,
    Names: ['/db/link', '/web'],
    Image: 'nginx:1',
    ImageID: 'sha256:1',
    Command: 'nginx',
    Created: 1795468433,
    State: 'running',
    Status: 'Up 1 second',
    Ports: [
      { IP: '0.0.0.0', PrivatePort: 443, PublicPort: 8443, Type: 'tcp' },
      { IP: '::', PrivatePort: 443, PublicPort: 8443, Type: 'tcp' },
      { IP: '127.0.0.1', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
      { PrivatePort: 53, Type: 'udp' },
    ],
    Labels: { a: 'b' },
    NetworkSettings: { Networks: { shop: { NetworkID: 'n', IPAddress: '10.0.0.2' } } },
    Mounts: [{ Type: 'volume', Name: 'v', Source: '/s', Destination: '/d', RW: true }],
  })
  expect(summary).toEqual({
    id: ID,
    name: 'web',
    image: 'nginx:1',
    imageId: 'sha256:1',
    command: 'nginx',
    createdAt: 1795468433000,
    state: { kind: 'running' },
    status: 'Up 1 second',
    ports: [
      { hostIp: '', containerPort: 53, protocol: 'udp' },
      { hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
      { hostIp: '', hostPort: 8443, containerPort: 443, protocol: 'tcp' },
    ],
    labels: { a: 'b' },
    networks: [{ name: 'shop', networkId: 'n', ip: '10.0.0.2' }],
    mounts: [{ type: 'volume', name: 'v', source: '/s', destination: '/d', writable: true }],
  })
})

test('Podman’s nulls are empty, and a container without a name has its short id', () => {
  const summary = toSummary({
    Id: ID,
    Names: null,
    Ports: null,
    Labels: null,
    NetworkSettings: { Networks: { podman: null } },
    Mounts: null,
  })
  expect(summary).toMatchObject({
    name: 'aaaaaaaaaaaa',
    ports: [],
    labels: {},
    networks: [{ name: 'podman', networkId: '', ip: '' }],
    mounts: [],
  })
})

test('a label named __proto__ survives, also on its way to the window', () => {
  const raw = JSON.parse(`{"Id":"${ID}","Labels":{"__proto__":"x"}}`) as { Id: string }
  expect(Object.entries(structuredClone(toSummary(raw)).labels)).toEqual([['__proto__', 'x']])
})
