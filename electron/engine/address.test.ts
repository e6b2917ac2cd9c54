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
  ['https://host:2376', { kind: 'tls', host: 'host', port: 2376, files: {} }],
  ['https://host', { kind: 'tls', host: 'host', port: 443, files: {} }],
  ['ssh://host', { kind: 'ssh', host: 'host' }],
  ['ssh://host/', { kind: 'ssh', host: 'host' }],
  ['ssh://me@host:2222', { kind: 'ssh', host: 'host', user: 'me', port: 2222 }],
  ['ssh://My_Alias', { kind: 'ssh', host: 'My_Alias' }],
  ['ssh://a%40b@[fe80::1]:22', { kind: 'ssh', host: 'fe80::1', user: 'a@b', port: 22 }],
  [
    'ssh://me@host/run/user/1000/docker.sock',
    { kind: 'ssh', host: 'host', user: 'me', socketPath: '/run/user/1000/docker.sock' },
  ],
  ['wsl://Ubuntu-22.04', { kind: 'wsl', distribution: 'Ubuntu-22.04' }],
  ['wsl://Ubuntu/', { kind: 'wsl', distribution: 'Ubuntu' }],
  [
    'wsl://Ubuntu/run/user/1000/docker.sock',
    { kind: 'wsl', distribution: 'Ubuntu', socketPath: '/run/user/1000/docker.sock' },
  ],
])('%s leads to %j', (endpoint, address) => {
  expect(parseAddress(endpoint)).toEqual(address)
})

test.each(['tcp://host:2376', 'https://host:2376', 'host:2376'])(
  'with TLS files %s is reached by TLS',
  (endpoint) => {
    const files = { ca: '/c/ca.pem' }
    const address = { kind: 'tls', host: 'host', port: 2376, files }
    expect(parseAddress(endpoint, files)).toEqual(address)
  },
)

test.each(['unix:///var/run/docker.sock', 'ssh://me@host'])(
  '%s has no use for TLS files',
  (endpoint) => expect(parseAddress(endpoint, { ca: '/ca' })).toEqual(parseAddress(endpoint)),
)

test.each([
  'unix://',
  'fd://3',
  'tcp://a b',
  'tcp://user:pw@host',
  'tcp://host:70000',
  'https://',
  'wsl://',
  'wsl://--exec',
  'wsl://a b',
  'wsl://U/a\nb',
])('%s cannot be used, and says so', (endpoint) => {
  expect(() => parseAddress(endpoint)).toThrow(`The endpoint "${endpoint}" is not one that we know`)
})

test.each([
  'ssh://',
  'ssh://me:secret@host',
  'ssh://-oProxyCommand=calc',
  'ssh://-l@host',
  'ssh://host;reboot',
  'ssh://$(reboot)@host',
  'ssh://a%0Ab@host',
  'ssh://host/run/a%00b.sock',
  'ssh://host/%zz',
  'ssh://host?x',
])('%s would tell ssh more than a place, and is refused', (endpoint) => {
  expect(() => parseAddress(endpoint)).toThrow('is not one that we know')
})
