import { expect, test } from 'vitest'
import { chooseChanges, comparePaths, countByKind } from './changed-files.ts'

const CHANGES = [
  { kind: 'changed', path: '/etc' },
  { kind: 'added', path: '/etc/new.conf' },
  { kind: 'added', path: '/tmp/New' },
  { kind: 'deleted', path: '/etc/old.conf' },
] as const

test('they are counted by kind', () => {
  expect(countByKind(CHANGES)).toEqual({ added: 2, changed: 1, deleted: 1 })
  expect(countByKind([])).toEqual({ added: 0, changed: 0, deleted: 0 })
})

test('the filter and the kind narrow together', () => {
  expect(chooseChanges(CHANGES, undefined, '')).toBe(CHANGES)
  expect(chooseChanges(CHANGES, 'added', '')).toHaveLength(2)
  expect(chooseChanges(CHANGES, undefined, 'etc conf')).toHaveLength(2)
  expect(chooseChanges(CHANGES, 'added', 'NEW /tmp')).toEqual([CHANGES[2]])
})

test('a folder comes before what is in it', () => {
  const paths = ['/a/b', '/a', '/B', '/a.txt'].map((path) => ({ kind: 'added' as const, path }))
  const sorted = paths.toSorted(comparePaths).map(({ path }) => path)
  expect(sorted).toEqual(['/B', '/a', '/a.txt', '/a/b'])
})

test('a hundred thousand paths are filtered between two keys', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    kind: 'added' as const,
    path: `/usr/lib/node_modules/package-${index}/index.js`,
  }))
  expect(chooseChanges(many, 'added', 'package-99999')).toHaveLength(1)
})
