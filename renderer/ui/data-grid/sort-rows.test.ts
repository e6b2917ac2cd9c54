import { expect, test } from 'vitest'
import type { Column, Sort } from './column.ts'
import { nextSort, sortRows } from './sort-rows.ts'

interface Box {
  readonly name: string
  readonly load?: number
}

const load: Column<Box> = {
  id: 'load',
  title: 'Load',
  width: '1fr',
  render: ({ load }) => load,
  compare: (a, b) => (a.load ?? -1) - (b.load ?? -1),
  firstDirection: 'descending',
  isUnknown: ({ load }) => load === undefined,
}
const boxes: readonly Box[] = [
  { name: 'd' },
  { name: 'a', load: 1 },
  { name: 'b', load: 3 },
  { name: 'c' },
]

function order(direction: Sort['direction']) {
  const sorted = sortRows(boxes, [load], { column: 'load', direction }, ({ name }) => name)
  return sorted.map(({ name }) => name).join('')
}

test('rows of which nothing is known come last in both directions, by name', () => {
  expect(order('descending')).toBe('bacd')
  expect(order('ascending')).toBe('abcd')
})

test('a column is sorted first in its own direction, and then in the other', () => {
  const byName: Sort = { column: 'name', direction: 'ascending' }
  const first = nextSort(byName, load)
  expect(first).toEqual({ column: 'load', direction: 'descending' })
  expect(nextSort(first, load).direction).toBe('ascending')
  expect(nextSort(first, { id: 'name' })).toEqual(byName)
  expect(nextSort(byName, { id: 'name' }).direction).toBe('descending')
})
