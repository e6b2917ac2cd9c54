import { expect, test } from 'vitest'
import { splitPath } from './split-path.ts'

test.each([
  ['/etc/hosts', ['/etc/', 'hosts']],
  ['/etc', ['/', 'etc']],
  ['odd', ['', 'odd']],
])('%s is a folder and a name', (path, parts) => {
  expect(splitPath(path)).toEqual(parts)
})
