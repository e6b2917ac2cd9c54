import { expect, test } from 'vitest'
import { createSteadySlots } from './steady-slots.ts'

test('a row keeps its slot while it is drawn, wherever it moves', () => {
  const slots = createSteadySlots()
  expect(slots.assign(['a', 'b', 'c'], undefined)).toEqual([0, 1, 2])
  expect(slots.assign(['c', 'a'], undefined)).toEqual([2, 0])
})

test('new rows take over the slots of those that left, in the order of the document', () => {
  const slots = createSteadySlots()
  slots.assign(['a', 'b', 'c', 'd'], undefined)
  expect(slots.assign(['x', 'b', 'y', 'z'], undefined)).toEqual([0, 1, 2, 3])
})

test('nobody takes over the slot of a row that may hold the focus', () => {
  const slots = createSteadySlots()
  slots.assign(['a', 'b'], 'a')
  expect(slots.assign(['x', 'b'], 'a')).toEqual([2, 1])
})

test('nor that of a row that is active no more because it has left', () => {
  const slots = createSteadySlots()
  slots.assign(['a', 'b'], 'a')
  expect(slots.assign(['x', 'b'], 'b')).toEqual([2, 1])
})

test('no two rows ever share a slot', () => {
  const slots = createSteadySlots()
  const lists = ['a b c', 'c d e f g', 'x y z', 'a x g', 'a b c d e f g h', 'h g f x y z']
  for (const list of lists) {
    const ids = list.split(' ')
    expect(new Set(slots.assign(ids, 'a')).size).toBe(ids.length)
  }
})

test('asking again for the same rows gives the same slots', () => {
  const slots = createSteadySlots()
  slots.assign(['a', 'b', 'c'], undefined)
  const first = slots.assign(['b', 'x'], undefined)
  expect(slots.assign(['b', 'x'], undefined)).toEqual(first)
})
