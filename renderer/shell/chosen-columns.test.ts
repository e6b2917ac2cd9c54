import { expect, test } from 'vitest'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { chosenColumns } from './chosen-columns.ts'

const column = (id: string, optional?: Column<string>['optional']): Column<string> => ({
  id,
  title: id,
  width: '1fr',
  render: (row) => row,
  ...(optional && { optional }),
})

const COLUMNS = [column('name'), column('image', 'shown'), column('command', 'hidden')]
const ids = (choices: Readonly<Record<string, boolean>>) =>
  chosenColumns(COLUMNS, choices).map(({ id }) => id)

test('columns are as the list has them until somebody chooses otherwise', () => {
  expect(ids({})).toEqual(['name', 'image'])
  expect(ids({ image: false, command: true })).toEqual(['name', 'command'])
})

test('a column that belongs to every list of its kind cannot be hidden', () => {
  expect(ids({ name: false })).toEqual(['name', 'image'])
})

test('a choice about a column that is no more does nothing', () => {
  expect(ids({ gone: true, toString: true })).toEqual(['name', 'image'])
})

test('all columns are the same array', () => {
  expect(chosenColumns(COLUMNS, { command: true })).toBe(COLUMNS)
})
