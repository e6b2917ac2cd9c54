import { expect, test } from 'vitest'
import { cornerBeside } from './place-of-action.ts'

const WINDOW = { innerWidth: 1000, innerHeight: 800 }
const SIZE = { width: 360, height: 140 }

test('a small question stands under what it is about', () => {
  const place = { left: 200, top: 100, bottom: 132 }
  expect(cornerBeside(place, SIZE, WINDOW)).toEqual({ left: 200, top: 138 })
})

test('at the foot of the window it stands above', () => {
  const place = { left: 200, top: 740, bottom: 772 }
  expect(cornerBeside(place, SIZE, WINDOW)).toEqual({ left: 200, top: 594 })
})

test('it never leaves the window', () => {
  const place = { left: 980, top: 20, bottom: 790 }
  expect(cornerBeside(place, SIZE, WINDOW)).toEqual({ left: 628, top: 12 })
  expect(cornerBeside({ left: -50, top: 0, bottom: 10 }, SIZE, WINDOW).left).toBe(12)
})
