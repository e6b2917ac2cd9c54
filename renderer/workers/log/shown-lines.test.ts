import { array, assert, boolean, nat, property, record, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { LineList } from './line-list.ts'
import type { LogLines } from './log-lines.ts'
import { createShownLines } from './shown-lines.ts'

const LINES = 40

/** What is shown, by going through all lines the slow way. */
function slowly(
  passing: readonly number[],
  matches: readonly number[],
  choice: 'only' | 'except',
  context: number,
) {
  const isMatch = passing.map((line) => matches.includes(line))
  return passing.filter((_, at) =>
    choice === 'except'
      ? !isMatch[at]
      : isMatch.slice(Math.max(0, at - context), at + context + 1).includes(true),
  )
}

test('shown lines are gone through in both directions as if there were no others', () => {
  const world = record({
    passes: array(boolean(), { minLength: LINES, maxLength: LINES }),
    hasFilter: boolean(),
    found: uniqueArray(nat(LINES - 1)),
    isOnly: boolean(),
    context: nat(4),
    middle: nat(LINES),
  })
  assert(
    property(world, ({ passes, hasFilter, found, isOnly, context, middle }) => {
      const log = { first: 0, end: LINES } as LogLines
      const all = Array.from({ length: LINES }, (_, line) => line)
      const passing = hasFilter ? all.filter((line) => passes[line]) : all
      const list = new LineList()
      for (const line of passing) if (line >= middle) list.append(line)
      for (const line of passing.toReversed()) if (line < middle) list.prepend(line)
      const shown = createShownLines(log, () => (hasFilter ? list : undefined))
      const matches = passing.filter((line) => found.includes(line))
      const kind = isOnly ? 'only' : 'except'
      shown.choose({ lines: Int32Array.from(matches), kind, context })
      const expected = slowly(passing, matches, kind, context)
      const down: number[] = []
      for (let at = shown.atOrAfter(-5); at < LINES; at = shown.atOrAfter(at + 1)) down.push(at)
      expect(down).toEqual(expected)
      const up: number[] = []
      for (let at = shown.atOrBefore(LINES + 5); at >= 0; at = shown.atOrBefore(at - 1)) up.push(at)
      expect(up).toEqual(expected.toReversed())
    }),
  )
})

test('a match that is not known to pass yet is not shown', () => {
  const log = { first: 0, end: 100 } as LogLines
  const list = new LineList()
  list.append(50)
  const shown = createShownLines(log, () => list)
  shown.choose({ lines: Int32Array.from([10, 50, 70]), kind: 'only', context: 2 })
  expect(shown.atOrAfter(0)).toBe(50)
  expect(shown.atOrAfter(51)).toBe(100)
  expect(shown.atOrBefore(99)).toBe(50)
  expect(shown.atOrBefore(49)).toBe(-Infinity)
})

test('the bar counts matches alone where they alone are shown', () => {
  const shown = createShownLines({ first: 0, end: 1000 } as LogLines)
  expect(shown.between(0, 1000)).toBe(1000)
  shown.choose({ lines: Int32Array.from([10, 500, 900]), kind: 'only', context: 0 })
  expect(shown.between(0, 1000)).toBe(3)
  expect(shown.between(0, 500)).toBe(1)
  expect(shown.skip(0, 2)).toBe(900)
  expect(shown.skip(0, 3)).toBe(1000)
})
