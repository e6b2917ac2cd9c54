import { expect, test } from 'vitest'
import { createHeldPlaces } from './held-places.ts'

const split = (ids: string) => ids.split('')

function pointingAt(id: string, ids: string) {
  const places = createHeldPlaces()
  places.assign(split(ids))
  places.pointAt(id)
  return { ...places, assign: (next: string) => places.assign(split(next)).join('') }
}

test.each([
  ['acd', 'abcd', 'in the middle'],
  ['bcd', 'abcd', 'at the start'],
  ['abc', 'abcd', 'at the end'],
  ['d', 'abcd', 'several'],
  ['acde', 'abcde', 'while another one comes'],
  ['dca', 'dcab', 'while the order changes'],
])('under a pointer, places of rows that went are held: %s is drawn as %s (%s)', (next, drawn) => {
  expect(pointingAt('c', 'abcd').assign(next)).toBe(drawn)
})

test('places that are held outlive other news', () => {
  const places = pointingAt('b', 'abcd')
  places.assign('acd')
  expect(places.assign('ad')).toBe('abcd')
  expect(places.assign('aed')).toBe('abced')
})

test('without a pointer nothing is held', () => {
  const places = createHeldPlaces()
  places.assign(split('abc'))
  expect(places.assign(split('ac'))).toEqual(['a', 'c'])
})

test('all is let go when the pointer comes to another place, or to none', () => {
  for (const next of ['c', undefined]) {
    const places = pointingAt('b', 'abc')
    places.assign('ac')
    expect(places.pointAt('b')).toBe(false)
    expect(places.pointAt(next)).toBe(true)
    expect(places.assign('ac')).toBe('ac')
  }
})

test('a row that comes back has its own place', () => {
  const places = pointingAt('b', 'abc')
  places.assign('ac')
  expect(places.assign('abc')).toBe('abc')
})

test('of another list nothing is held', () => {
  expect(pointingAt('b', 'abc').assign('xyz')).toBe('xyz')
  expect(pointingAt('b', 'abc').assign('')).toBe('')
})

test('rows that a filter leaves out have not gone, and leave no place', () => {
  const places = createHeldPlaces()
  places.assign(split('abcd'), '')
  places.pointAt('b')
  expect(places.assign(split('bd'), 'filter')).toEqual(['b', 'd'])
  expect(places.assign(split('b'), 'filter')).toEqual(['b', 'd'])
})
