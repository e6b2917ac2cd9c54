import { expect, test } from 'vitest'
import { rangeTo, toggled, toggledAll } from './range-selection.ts'
import { targetsAt } from './targets-at.ts'

const ids = ['a', 'b', 'c', 'd']

test('a range goes both ways from its anchor, and keeps what was selected before', () => {
  const anchor = { id: 'b', before: new Set(['x']) }
  expect([...rangeTo(ids, anchor, 'd')]).toEqual(['x', 'b', 'c', 'd'])
  expect([...rangeTo(ids, anchor, 'a')]).toEqual(['x', 'a', 'b'])
})

test('select all keeps rows that a filter hides', () => {
  const some = toggledAll(new Set(['hidden']), ids)
  expect(some.size).toBe(5)
  expect([...toggledAll(some, ids)]).toEqual(['hidden'])
})

test('a mark is turned', () => {
  expect([...toggled(new Set(['a']), 'a')]).toEqual([])
  expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b'])
})

test('an act on a row outside the selection means that row alone', () => {
  const id = (row: string) => row
  expect(targetsAt('a', ids, new Set(['b', 'c']), id)).toEqual(['a'])
  expect(targetsAt('b', ids, new Set(['b', 'c']), id)).toEqual(['b', 'c'])
})
