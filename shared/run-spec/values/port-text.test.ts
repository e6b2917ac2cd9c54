import { expect, test } from 'vitest'
import { parsePublished, publishedTexts } from './port-text.ts'

const spots = (text: string) =>
  parsePublished(text).map(
    ({ hostIp, hostPort, containerPort, protocol }) =>
      `${hostIp}|${hostPort}|${containerPort}|${protocol}`,
  )

test.each([
  ['80', ['||80|tcp']],
  ['8080:80', ['|8080|80|tcp']],
  ['8080:80/UDP', ['|8080|80|udp']],
  ['127.0.0.1:8080:80', ['127.0.0.1|8080|80|tcp']],
  ['127.0.0.1::80/sctp', ['127.0.0.1||80|sctp']],
  ['[::1]:8080:80', ['::1|8080|80|tcp']],
  ['::1:8080:80', ['::1|8080|80|tcp']],
  ['[fe80::1%eth0]::80', ['fe80::1%eth0||80|tcp']],
  ['8000-8001:80-81', ['|8000|80|tcp', '|8001|81|tcp']],
  ['8000-8010:80', ['|8000-8010|80|tcp']],
  ['80-81', ['||80|tcp', '||81|tcp']],
  ['target=80,published=8080,protocol=udp,host_ip=127.0.0.1', ['127.0.0.1|8080|80|udp']],
])('%s', (text, expected) => {
  expect(spots(text)).toEqual(expected)
})

test.each([
  ['127.0.0.1:8080:80', ['127.0.0.1:8080:80']],
  ['8000-8002:80-82/udp', ['8000-8002:80-82/udp']],
  ['::1:8080:80', ['[::1]:8080:80']],
  ['8000-8010:80', ['8000-8010:80']],
  ['80-82', ['80-82']],
])('%s is said again as %s', (text, expected) => {
  expect(publishedTexts(parsePublished(text))).toEqual(expected)
})

test.each([
  '',
  ':',
  '8080:',
  'a:80',
  '1.2.3:80:80',
  '[::1]:80',
  '127.0.0.1:8080:80:90',
  '80/icmp',
  '0-70000',
])('%j is no port', (text) => {
  expect(() => parsePublished(text)).toThrow(/./)
})
