import { expect, test } from 'vitest'
import { exposedTexts, portTexts } from './port-text.ts'

const port = { hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' }

test('a published port reads host to container, and leads to this machine', () => {
  expect(portTexts([port])).toEqual([
    { key: '8080:80', text: '8080:80', url: 'http://localhost:8080' },
  ])
})

test('IPv4 and IPv6 of the same port are one', () => {
  expect(portTexts([port, { ...port, hostIp: '::' }])).toHaveLength(1)
})

test('what a browser does not speak is no link, and says its protocol', () => {
  const [udp] = portTexts([{ ...port, protocol: 'udp' }])
  expect(udp).toEqual({ key: '8080:80/udp', text: '8080:80/udp' })
})

test('an address of its own is told, and led to', () => {
  const [bound] = portTexts([{ ...port, hostIp: '10.0.0.5' }])
  expect(bound?.text).toBe('10.0.0.5:8080:80')
  expect(bound?.url).toBe('http://10.0.0.5:8080')
})

test.each(['evil.example', 'a@evil.example', '1.2.3.4@evil.example#', '::1]@evil.example'])(
  'a host that is no address is no link: %s',
  (hostIp) => {
    expect(portTexts([{ ...port, hostIp }])[0]?.url).toBeUndefined()
  },
)

test('an IPv6 address is one', () => {
  expect(portTexts([{ ...port, hostIp: 'fd00::5' }])[0]?.url).toBe('http://[fd00::5]:8080')
})

test('ports come in the order of their numbers', () => {
  const texts = portTexts([{ ...port, hostPort: 9000 }, port]).map(({ text }) => text)
  expect(texts).toEqual(['8080:80', '9000:80'])
})

test('exposed ports are told apart from published ones', () => {
  const { hostPort: _, ...exposed } = port
  expect(portTexts([exposed])).toEqual([])
  expect(exposedTexts([exposed, exposed])).toEqual(['80'])
})
