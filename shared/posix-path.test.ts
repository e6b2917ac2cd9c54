import { expect, test } from 'vitest'
import { joinPath, nameOf, parentOf, plainPath } from './posix-path.ts'

test('a path is taken apart and put together', () => {
  expect([parentOf('/etc/ssl'), parentOf('/etc'), parentOf('/')]).toEqual(['/etc', '/', '/'])
  expect([nameOf('/etc/ssl'), nameOf('/')]).toEqual(['ssl', ''])
  expect([joinPath('/', 'etc'), joinPath('/etc', 'ssl')]).toEqual(['/etc', '/etc/ssl'])
})

test.each([
  ['/etc/../var//log/.', '/', '/var/log'],
  ['../../..', '/etc', '/'],
  ['ssl', '/etc', '/etc/ssl'],
  ['', '/etc', '/etc'],
])('%j from %j leads to %j', (path, from, to) => {
  expect(plainPath(path, from)).toBe(to)
})
