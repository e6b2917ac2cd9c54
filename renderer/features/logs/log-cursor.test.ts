import { expect, test } from 'vitest'
import type { LineDetails } from '../../workers/log/line-details.ts'
import { LogCursor } from './log-cursor.ts'
import { shownRow } from './shown-row.fixture.ts'
import { INITIAL, type LogState } from './log-state.ts'

const detailsOf = (line: number): LineDetails => ({
  line,
  source: 'stdout',
  member: 0,
  level: 'none',
  time: undefined,
  stamp: undefined,
  text: `line ${line}`,
  isCut: false,
  fields: undefined,
})

/** A log whose rows from 10 to 19 are on screen, and whose worker answers when it is told to. */
function cursorOf(start: Partial<LogState> = {}) {
  let state: LogState = { ...INITIAL, ...start }
  const revealed: number[] = []
  const answers: (() => void)[] = []
  const rows = Array.from({ length: 10 }, (_, n) => shownRow(10 + n))
  const cursor = new LogCursor({
    details: ({ line, by }) =>
      new Promise((resolve) => answers.push(() => resolve(detailsOf(line + by)))),
    rows: () => rows,
    state: () => state,
    onChange: (change) => (state = { ...state, ...change }),
    reveal: (line) => revealed.push(line),
  })
  return { cursor, revealed, answers, state: () => state }
}

test.each([
  ['the newest on screen where the end is followed', { following: true }, 19],
  ['the topmost where it is not', { following: false }, 10],
  ['the line that one is at', { following: true, current: 15 }, 15],
  ['not the line that one was at, once it is out of sight', { following: false, current: 3 }, 10],
])('details are of %s', async (_, start, line) => {
  const { cursor, answers, state } = cursorOf(start)
  const opened = cursor.open()
  answers[0]?.()
  await opened
  expect(state()).toMatchObject({ current: line, details: { line } })
})

test('a press on a line opens nothing, and leads details that are open there', async () => {
  const { cursor, answers, state } = cursorOf()
  cursor.point(12)
  expect(state()).toMatchObject({ current: 12, details: undefined })
  expect(answers).toEqual([])
  const opened = cursor.open()
  answers[0]?.()
  await opened
  cursor.point(17)
  answers[1]?.()
  await expect.poll(() => state().details?.line).toBe(17)
})

test('of two questions the last is answered, whichever answer comes first', async () => {
  const { cursor, answers, state } = cursorOf({ current: 15, details: detailsOf(15) })
  const first = cursor.move(-1)
  cursor.point(18)
  answers[1]?.()
  await expect.poll(() => state().details?.line).toBe(18)
  answers[0]?.()
  await first
  expect(state()).toMatchObject({ current: 18, details: { line: 18 } })
})

test('what was closed meanwhile stays closed', async () => {
  const { cursor, answers, state } = cursorOf({ current: 15 })
  const opened = cursor.open()
  cursor.close()
  answers[0]?.()
  await opened
  expect(state().details).toBeUndefined()
})

test('a step beyond the screen brings the line into sight, and one within moves nothing', async () => {
  const { cursor, answers, revealed } = cursorOf({ current: 18, details: detailsOf(18) })
  for (const [at, expected] of [[], [20]].entries()) {
    const moved = cursor.move(1)
    answers[at]?.()
    await moved
    expect(revealed).toEqual(expected)
  }
})

test.each([
  ['following, near the end', { following: true, current: 17 }, []],
  ['following, above what is left', { following: true, current: 12 }, [12]],
  ['paused, near the top', { following: false, current: 12 }, []],
  ['paused, below what is left', { following: false, current: 17 }, [17]],
  ['of a line that was out of sight', { following: false, current: 99 }, []],
])('on a smaller screen details stay with their line: %s', (_, start, expected) => {
  const { cursor, revealed } = cursorOf({ ...start, details: detailsOf(start.current) })
  cursor.resize(4)
  expect(revealed).toEqual(expected)
})

test('without details a smaller screen moves nothing', () => {
  const { cursor, revealed } = cursorOf({ following: false, current: 17 })
  cursor.resize(4)
  expect(revealed).toEqual([])
})
