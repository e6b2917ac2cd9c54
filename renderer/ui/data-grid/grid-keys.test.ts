import { expect, test } from 'vitest'
import { gridAction } from './grid-keys.ts'

const at = (active: number) => ({ active, count: 10, page: 4 })
const move = (to: number, extend = false) => ({ kind: 'move', to, extend })

test('arrows and letters go one row, and stop at the ends', () => {
  expect(gridAction('ArrowDown', at(3))).toEqual(move(4))
  expect(gridAction('J', at(3))).toEqual(move(4))
  expect(gridAction('K', at(3))).toEqual(move(2))
  expect(gridAction('ArrowDown', at(9))).toEqual(move(9))
})

test('pages and ends', () => {
  expect(gridAction('PageDown', at(3))).toEqual(move(7))
  expect(gridAction('PageUp', at(3))).toEqual(move(0))
  expect(gridAction('End', at(3))).toEqual(move(9))
})

test('Shift extends the selection', () => {
  expect(gridAction('Shift+ArrowDown', at(3))).toEqual(move(4, true))
})

test('up from the first row leads to the headings', () => {
  expect(gridAction('ArrowUp', at(0))).toEqual({ kind: 'to-header' })
})

test('without an active row, down begins at the first', () => {
  expect(gridAction('ArrowDown', at(-1))).toEqual(move(0))
})

test('other keys are not the grid’s own', () => {
  expect(gridAction('S', at(3))).toBeUndefined()
  expect(gridAction('Mod+K', at(3))).toBeUndefined()
})

test('left and right collapse and expand where there are groups, and scroll where there are none', () => {
  expect(gridAction('ArrowLeft', { ...at(3), grouped: true })).toEqual({ kind: 'collapse' })
  expect(gridAction('ArrowRight', { ...at(3), grouped: true })).toEqual({ kind: 'expand' })
  expect(gridAction('ArrowLeft', at(3))).toBeUndefined()
})
