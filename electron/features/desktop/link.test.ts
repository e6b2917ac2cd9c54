import { expect, test } from 'vitest'
import type { Connection } from '#shared/contract/connections.ts'
import { leadsToEngine, parseLink } from './link.ts'

test.each([
  ['http://localhost:8080', 'http://localhost:8080/'],
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['https://аpple.com/', 'https://xn--pple-43d.com/'],
])('%s opens as %s', (text, href) => {
  expect(parseLink(text).href).toBe(href)
})

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'smb://server/share',
  'data:text/html,<b>',
  'ms-msdt:/id',
  'vscode://x',
  'https://apple.com@evil.example/',
  'https://a.example/\r\nHost: b',
  'https://a.example/\u202Egpj.exe',
  ' https://a.example/',
  'not a link',
  '',
])('%j is refused', (text) => {
  expect(() => parseLink(text)).toThrow('Cannot open the link')
})

const connectionTo = (endpoint: string): Connection => ({
  id: endpoint,
  name: endpoint,
  source: 'context',
  endpoint,
  kind: 'socket',
  mode: 'full',
  remote: false,
  current: false,
})
const connections = [
  'unix:///var/run/docker.sock',
  'npipe:////./pipe/docker',
  'tcp://Lab.example:2375',
  '10.0.0.7:2375',
  'tcp://[fd00::1]:2375',
].map(connectionTo)

test.each([
  'http://localhost:8080/',
  'http://127.0.0.1/',
  'http://127.1:80/',
  'http://[::1]:3000/',
  'https://lab.example:8443/a',
  'http://10.0.0.7:8080/',
  'http://[fd00::1]:8080/',
])('%s leads to where published ports are', (text) => {
  expect(leadsToEngine(parseLink(text), connections)).toBe(true)
})

test.each([
  'https://example.org/',
  'http://127.0.0.1.example.org/',
  'http://localhost.example.org/',
  'http://evil.example/lab.example',
  'http://sub.lab.example/',
  'http://10.0.0.8/',
  'http://var/',
  'http://pipe/',
])('%s leads elsewhere', (text) => {
  expect(leadsToEngine(parseLink(text), connections)).toBe(false)
})
