import { expect, test } from 'vitest'
import { toEntries, topItems } from './upload-items.ts'

const file = new File(['x'], 'one', { lastModified: 7 })
const ITEMS = [{ path: 'top' }, { path: 'top/one', file }, { path: 'one', file }]

test('a file is told with its size and age, a folder as such', () => {
  expect(toEntries(ITEMS).slice(0, 2)).toEqual([
    { path: 'top', kind: 'folder', size: 0, modifiedAt: expect.any(Number) },
    { path: 'top/one', kind: 'file', size: 1, modifiedAt: 7 },
  ])
})

test('in the folder that they go into are those that are below no other', () => {
  expect(topItems(ITEMS)).toEqual([
    { name: 'top', isFolder: true },
    { name: 'one', isFolder: false },
  ])
})
