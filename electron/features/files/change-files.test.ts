import { expect, test } from 'vitest'
import { parseRemoval } from './change-files.ts'

test('of several, those that are still there are told with why', () => {
  const said = '1\0rm: cannot remove "b": Device or resource busy\u00002\0\0'
  expect(parseRemoval(Buffer.from(said), ['/a', '/b', '/c'])).toEqual([
    { path: '/b', why: 'rm: cannot remove "b": Device or resource busy' },
    { path: '/c', why: 'The shell in the container could not do it' },
  ])
  expect(parseRemoval(Buffer.alloc(0), ['/a'])).toEqual([])
})
