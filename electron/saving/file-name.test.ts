import { expect, test } from 'vitest'
import { fileName } from './file-name.ts'

test.each([
  ['web-1.log', 'web-1.log'],
  ['../../etc/passwd', '-..-etc-passwd'],
  ['a:b*c\u0007.log', 'a-b-c-.log'],
  ['...', 'log'],
  ['C:\\x\\y.log', 'C--x-y.log'],
])('%j is proposed as %j', (proposed, name) => expect(fileName(proposed)).toBe(name))

test('of a very long name the end stays, which says what it is', () => {
  const name = fileName(`${'x'.repeat(500)}.log`)
  expect(name).toHaveLength(100)
  expect(name.endsWith('.log')).toBe(true)
})
