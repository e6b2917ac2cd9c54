import { expect, test } from 'vitest'
import { createSteadyOrder } from './steady-order.ts'

const byText = (rows: readonly string[]) => rows.toSorted()

test('rows come out sorted, whatever came and went', () => {
  const inOrder = createSteadyOrder((row: string) => row)
  expect(inOrder(['c', 'a', 'b'], byText)).toEqual(['a', 'b', 'c'])
  expect(inOrder(['d', 'c', 'a'], byText)).toEqual(['a', 'c', 'd'])
})

test('a sort is given what it sorted before, in that order, and the new rows last', () => {
  const inOrder = createSteadyOrder((row: string) => row)
  inOrder(['c', 'a', 'b'], byText)
  let given: readonly string[] = []
  inOrder(['z', 'c', 'b', 'a'], (rows) => (given = rows))
  expect(given).toEqual(['a', 'b', 'c', 'z'])
})

test('a row that changed comes out as it is now', () => {
  const inOrder = createSteadyOrder((row: { id: string; n: number }) => row.id)
  inOrder([{ id: 'a', n: 1 }], (rows) => rows)
  expect(inOrder([{ id: 'a', n: 2 }], (rows) => rows)).toEqual([{ id: 'a', n: 2 }])
})
