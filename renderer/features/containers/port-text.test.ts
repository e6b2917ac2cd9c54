import { describe, expect, test } from 'vitest'
import { engineHostOf, exposedTexts, portTexts } from './port-text.ts'

const port = { hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' }

test('a published port reads host to container, and leads to this machine', () => {
  expect(portTexts([port], 'localhost')).toEqual([
    { key: '8080:80', text: '8080:80', url: 'http://localhost:8080' },
  ])
})

test('IPv4 and IPv6 of the same port are one', () => {
  expect(portTexts([port, { ...port, hostIp: '::' }], 'localhost')).toHaveLength(1)
})

test('what a browser does not speak is no link, and says its protocol', () => {
  const [udp] = portTexts([{ ...port, protocol: 'udp' }], 'localhost')
  expect(udp).toEqual({ key: '8080:80/udp', text: '8080:80/udp' })
})

test('an address of its own is told, and led to', () => {
  const [bound] = portTexts([{ ...port, hostIp: '10.0.0.5' }], 'localhost')
  expect(bound?.text).toBe('10.0.0.5:8080:80')
  expect(bound?.url).toBe('http://10.0.0.5:8080')
})

test.each(['evil.example', 'a@evil.example', '1.2.3.4@evil.example#', '::1]@evil.example'])(
  'a host that is no address is no link: %s',
  (hostIp) => {
    expect(portTexts([{ ...port, hostIp }], 'localhost')[0]?.url).toBeUndefined()
  },
)

test('an IPv6 address is one', () => {
  expect(portTexts([{ ...port, hostIp: 'fd00::5' }], 'localhost')[0]?.url).toBe(
    'http://[fd00::5]:8080',
  )
})

test('ports come in the order of their numbers', () => {
  const texts = portTexts([{ ...port, hostPort: 9000 }, port], 'localhost').map(({ text }) => text)
  expect(texts).toEqual(['8080:80', '9000:80'])
})

test('exposed ports are told apart from published ones', () => {
  const { hostPort: _, ...exposed } = port
  expect(portTexts([exposed], 'localhost')).toEqual([])
  expect(exposedTexts([exposed, exposed])).toEqual(['80'])
})

describe('of an engine on another machine', () => {
  test('ports on all its addresses are found at its host, where that is known', () => {
    expect(portTexts([port], 'box.example')[0]?.url).toBe('http://box.example:8080')
    expect(portTexts([port], undefined)[0]).toMatchObject({ text: '8080:80' })
    expect(portTexts([port], undefined)[0]?.url).toBeUndefined()
  })

  test('ports on its loopback are not found from here', () => {
    expect(portTexts([{ ...port, hostIp: '127.0.0.1' }], 'box.example')[0]?.url).toBeUndefined()
    expect(portTexts([{ ...port, hostIp: '127.0.0.1' }], 'localhost')[0]?.url).toBe(
      'http://localhost:8080',
    )
  })

  test.each([
    ['unix:///var/run/docker.sock', 'socket', false, 'localhost'],
    ['tcp://10.0.0.7:2375', 'tcp', true, '10.0.0.7'],
    ['tcp://box.example:2376', 'tls', true, 'box.example'],
    ['192.168.1.5:2375', 'tcp', true, '192.168.1.5'],
    ['box.example:2375', 'tcp', true, 'box.example'],
    ['tcp://192.168.49.2:2376', 'tls', false, '192.168.49.2'],
    ['tcp://127.0.0.1:2375', 'tcp', false, 'localhost'],
    ['ssh://me@alias', 'ssh', true, undefined],
  ] as const)('%s has its ports at the right host', (endpoint, kind, remote, host) => {
    expect(engineHostOf({ endpoint, kind, remote })).toBe(host)
  })
})
