import { expect, test } from 'vitest'
import { filterRows } from './filter-rows.ts'

const rows = ['shop-api-1 redis:7', 'shop-db-1 postgres:18', 'mail mailpit']
const find = (query: string) => filterRows(rows, query, (row) => row.split(' '))

test('every word must occur, in any field and any order', () => {
  expect(find('redis shop')).toEqual(['shop-api-1 redis:7'])
  expect(find('SHOP')).toHaveLength(2)
})

test('a word with a minus must not occur', () => {
  expect(find('shop -db')).toEqual(['shop-api-1 redis:7'])
})

test('an empty filter gives the same array, so that nothing is drawn again', () => {
  expect(find('  ')).toBe(rows)
})

test('the text of a row is made once, and anew for a new row', () => {
  let made = 0
  const textOf = ({ name }: { readonly name: string }) => {
    made += 1
    return [name]
  }
  const boxes = [{ name: 'Web' }, { name: 'mail' }]
  expect(filterRows(boxes, 'w', textOf)).toEqual([boxes[0]])
  expect(filterRows(boxes, 'we', textOf)).toEqual([boxes[0]])
  expect(made).toBe(2)
  expect(filterRows([{ name: 'db' }], 'db', textOf)).toHaveLength(1)
})
