import { expect, test } from 'vitest'
import { createLogMatches } from './log-matches.ts'

const chunk = (from: number, ...lines: readonly number[]) => ({
  from,
  count: 50,
  lines: Int32Array.from(lines),
})

test('matches are in the order of the log, however they came', () => {
  const matches = createLogMatches()
  matches.add(chunk(100, 100, 105))
  matches.add(chunk(0, 3, 3, 7))
  matches.add(chunk(-50, -20))
  matches.add(chunk(200))
  expect(matches.total).toBe(6)
  expect([...matches.lines()]).toEqual([-20, 3, 7, 100, 105])
  expect(matches.at(0)).toEqual({ line: -20, nth: 0 })
  expect(matches.at(2)).toEqual({ line: 3, nth: 1 })
  expect(matches.at(5)).toEqual({ line: 105, nth: 0 })
  expect([matches.at(6), matches.at(-1)]).toEqual([undefined, undefined])
})

test('the place of a match is found again, and for none that of the next', () => {
  const matches = createLogMatches()
  matches.add(chunk(0, 3, 3, 7))
  matches.add(chunk(100, 100))
  expect(matches.indexOf({ line: 3, nth: 1 })).toBe(1)
  expect(matches.indexOf({ line: 4, nth: 0 })).toBe(2)
  expect(matches.indexOf({ line: 50, nth: 0 })).toBe(3)
  expect(matches.indexOf({ line: 101, nth: 0 })).toBe(4)
})

test('what is looked at again takes the place of what was found there before', () => {
  const matches = createLogMatches()
  matches.add(chunk(0, 3, 3, 99))
  matches.add({ from: 99, count: 2, lines: Int32Array.from([100]) })
  expect([...matches.lines()]).toEqual([3, 100])
  expect(matches.total).toBe(3)
  const { version } = matches
  matches.add({ from: 101, count: 5, lines: new Int32Array(0) })
  expect(matches.version).toBe(version)
})

test('matches in lines that have given way are forgotten', () => {
  const matches = createLogMatches()
  matches.add(chunk(0, 3, 3, 7))
  matches.add(chunk(100, 100))
  matches.dropBefore(7)
  expect([...matches.lines()]).toEqual([7, 100])
  expect(matches.total).toBe(2)
})
