import { expect, test } from 'vitest'
import { relativeTo } from './relative-to.ts'

test.each([
  ['/', '/etc/hosts', 'etc/hosts'],
  ['/', '/', ''],
  ['./', './etc/', 'etc'],
  ['d/', 'd/sub/', 'sub'],
  ['d/', 'd/', ''],
  ['d/', 'da', undefined],
  ['d/', 'x/d/a', undefined],
  ['d/', 'd/../../etc/passwd', undefined],
  ['/', '../x', undefined],
])('below %j, %j is %j', (root, path, below) => {
  expect(relativeTo(root, path)).toBe(below)
})
