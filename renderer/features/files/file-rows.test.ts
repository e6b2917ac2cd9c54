import { expect, test } from 'vitest'
import type { FileEntry } from '#shared/contract/files.ts'
import { arrangeRows, byFolder, rowsOf } from './file-rows.ts'

const entry = (name: string, kind: FileEntry['kind'] = 'file'): FileEntry => ({
  name,
  kind,
  size: name.length,
  mode: 0o644,
  modifiedAt: 0,
  owner: 'root',
  group: 'root',
})

const CHANGES = byFolder([
  { kind: 'changed', path: '/etc' },
  { kind: 'added', path: '/etc/new' },
  { kind: 'deleted', path: '/etc/old' },
  { kind: 'added', path: '/other/x' },
])

test('what differs from the image is marked, and what was deleted is a row', () => {
  const rows = rowsOf('/etc', [entry('new'), entry('same')], CHANGES)
  expect(rows.map(({ path, change, entry }) => [path, change, entry !== undefined])).toEqual([
    ['/etc/new', 'added', true],
    ['/etc/same', undefined, true],
    ['/etc/old', 'deleted', false],
  ])
  expect(rowsOf('/', [entry('etc', 'folder')], CHANGES)).toMatchObject([{ change: 'changed' }])
})

test('folders come first, however the rest is sorted', () => {
  const columns = [
    {
      id: 'name',
      title: 'Name',
      width: '1fr',
      render: () => null,
      compare: (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name),
    },
  ]
  const rows = rowsOf('/', [entry('a'), entry('b', 'folder'), entry('c')], byFolder([]))
  const sort = { column: 'name', direction: 'descending' } as const
  expect(arrangeRows(rows, columns, sort, '').map(({ name }) => name)).toEqual(['b', 'c', 'a'])
  expect(arrangeRows(rows, columns, sort, 'c').map(({ name }) => name)).toEqual(['c'])
})
