import { expect, test } from 'vitest'
import { isBelow, layerFolders } from './layer-folders.ts'

test('folders are those in which files are, and those that are said', () => {
  const folders = layerFolders([
    { path: '/usr/local/bin/app', kind: 'file' },
    { path: '/usr/local/lib', kind: 'folder' },
    { path: '/usr/share/doc', kind: 'file' },
    { path: '/etc', kind: 'folder' },
  ])
  const inside = Object.fromEntries(
    [...folders].map(([path, { entries }]) => [path, [...entries.keys()]]),
  )
  expect(inside).toEqual({
    '/': ['usr', 'etc'],
    '/usr': ['local', 'share'],
    '/usr/local': ['bin', 'lib'],
    '/usr/local/bin': [],
    '/usr/local/lib': [],
    '/usr/share': [],
    '/etc': [],
  })
})

test('a layer without files has its root', () => {
  expect([...layerFolders([]).keys()]).toEqual(['/'])
})

test('what only begins like a folder is not in it', () => {
  expect(['/app/a/b', '/app', '/apple/a'].map((path) => isBelow(path, '/app'))).toEqual([
    true,
    false,
    false,
  ])
  expect(isBelow('/any', '/')).toBe(true)
})
