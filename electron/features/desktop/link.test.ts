import { expect, test } from 'vitest'
import { parseLink } from './link.ts'

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
