import { expect, test } from 'vitest'
import { deadlineOf } from './stop-deadline.ts'
import { toDetails, type RawInspect } from './to-details.ts'

const ID = 'a'.repeat(64)

const RAW: RawInspect = {
  Id: ID,
  Name: '/web',
  Image: 'sha256:1',
  Created: '2026-11-23T21:13:52.882Z',
  Path: '/entry',
  Args: ['-c', ''],
  RestartCount: 2,
  State: {
    Status: 'exited',
    ExitCode: 3,
    Error: '',
    OOMKilled: true,
    StartedAt: '2026-11-23T21:13:53Z',
    FinishedAt: '0001-01-01T00:00:00Z',
  },
  Config: {
    Image: 'nginx:1',
    Env: ['A=b=c', 'EMPTY=', 'BARE'],
    Labels: { a: 'b' },
    WorkingDir: '/w',
    User: 'me',
    Hostname: 'h',
    Tty: true,
  },
  HostConfig: { NetworkMode: 'shop', Memory: 64, RestartPolicy: { Name: 'always' } },
  Mounts: [{ Type: 'bind', Source: '/s', Destination: '/d', RW: false }],
  NetworkSettings: {
    Ports: {
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '8080' },
        { HostIp: '::', HostPort: '8080' },
      ],
      '53/udp': null,
    },
    Networks: {
      shop: { NetworkID: 'n', IPAddress: '10.0.0.2', Gateway: '10.0.0.1', MacAddress: 'm' },
    },
  },
}

test('an inspect of dockerd is shaped for the window', () => {
  const { json, ...details } = toDetails(RAW)
  expect(JSON.parse(json)).toEqual(RAW)
  expect(details).toEqual({
    id: ID,
    name: 'web',
    image: 'nginx:1',
    imageId: 'sha256:1',
    createdAt: Date.parse('2026-11-23T21:13:52.882Z'),
    startedAt: Date.parse('2026-11-23T21:13:53Z'),
    state: { kind: 'exited', exitCode: 3 },
    error: '',
    oomKilled: true,
    exitCode: 3,
    memoryLimit: 64,
    restartCount: 2,
    restartPolicy: 'always',
    command: ['/entry', '-c', ''],
    workingDir: '/w',
    user: 'me',
    hostname: 'h',
    tty: true,
    env: [
      { name: 'A', value: 'b=c' },
      { name: 'EMPTY', value: '' },
      { name: 'BARE', value: '' },
    ],
    labels: { a: 'b' },
    mounts: [{ type: 'bind', name: '', source: '/s', destination: '/d', writable: false }],
    ports: [
      { hostIp: '', containerPort: 53, protocol: 'udp' },
      { hostIp: '', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
    ],
    networkMode: 'shop',
    endpoints: [
      {
        name: 'shop',
        networkId: 'n',
        ip: '10.0.0.2',
        gateway: '10.0.0.1',
        macAddress: 'm',
        aliases: [],
      },
    ],
  })
})

test('an inspect with nothing in it is shaped all the same', () => {
  const nothing = { Id: ID, State: null, Config: null, HostConfig: null, NetworkSettings: null }
  expect(toDetails(nothing)).toMatchObject({
    name: 'aaaaaaaaaaaa',
    restartPolicy: 'no',
    command: [],
    env: [],
    ports: [],
    endpoints: [],
  })
})

test.each([
  ['no timeout of its own', undefined, 70_000],
  ['its own timeout', 120, 180_000],
  ['none at all', -1, 3_600_000],
])('a stop may take what a container with %s needs, and a margin', (_what, StopTimeout, ms) => {
  expect(deadlineOf({ Id: ID, Config: { StopTimeout } })).toBe(ms)
})
