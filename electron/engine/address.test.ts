import { expect, test } from 'vitest'
import { parseAddress } from './address.ts'

test.each([
  ['unix:///var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }],
  ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '\\\\.\\pipe\\docker_engine' }],
  ['tcp://10.0.0.5:2375', { kind: 'tcp', host: '10.0.0.5', port: 2375 }],
  ['tcp://host', { kind: 'tcp', host: 'host', port: 2375 }],
  ['tcp://host:80', { kind: 'tcp', host: 'host', port: 80 }],
  ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375 }],
  ['http://host:2375/', { kind: 'tcp', host: 'host', port: 2375 }],
  ['host:2375', { kind: 'tcp', host: 'host', port: 2375 }],
])('%s leads to %j', (endpoint, address) => {
  expect(parseAddress(endpoint)).toEqual(address)
})

test.each([
  ['ssh://me@host', 'Connections over ssh are not supported yet'],
  ['https://host:2376', 'Connections over TLS are not supported yet'],
  ['unix://', 'The endpoint "unix://" is not one that we know'],
  ['fd://3', 'The endpoint "fd://3" is not one that we know'],
  ['tcp://a b', 'The endpoint "tcp://a b" is not one that we know'],
  ['tcp://user:pw@host', 'The endpoint "tcp://user:pw@host" is not one that we know'],
])('%s cannot be used, and says so', (endpoint, message) => {
  expect(() => parseAddress(endpoint)).toThrow(message)
})
