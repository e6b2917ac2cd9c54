import { beforeEach, expect, test, vi } from 'vitest'
import type { RowsWish, ShownRows } from '../../workers/log/log-rows.ts'
import { createLogPager, type LogPager } from './log-pager.ts'
import { shownRow } from './shown-row.fixture.ts'

const ROWS = 10

/** A log of lines that are a row each; answers come when the test says so. */
let lines: number
let wishes: RowsWish[]
let waiting: (() => void)[]
let shown: ShownRows[]
let pager: LogPager

function answer(wish: RowsWish): ShownRows {
  const endTop = Math.max(0, lines - wish.rows)
  const from = typeof wish.from === 'object' ? wish.from.line : endTop
  const top = Math.min(endTop, Math.max(0, from + wish.by))
  const count = Math.min(wish.rows, lines - top)
  return {
    top: { line: top, row: 0 },
    isAtEnd: top === endTop,
    rows: Array.from({ length: count }, (_, at) => shownRow(top + at)),
    widest: 0,
    lines,
    keys: [],
    before: top,
  }
}

const topLine = () => shown.at(-1)?.top.line
/** Lets all that is under way be answered. */
async function settle() {
  while (waiting.length > 0) {
    waiting.shift()?.()
    await Promise.resolve()
    await Promise.resolve()
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  lines = 100
  wishes = []
  waiting = []
  shown = []
  pager = createLogPager({
    frame: () => ({
      rows: ROWS,
      columns: 80,
      wrap: true,
      left: 0,
      stamps: 'off',
      after: -Infinity,
    }),
    rows(wish) {
      wishes.push(wish)
      return new Promise((resolve) => waiting.push(() => resolve(answer(wish))))
    },
    onShown: (rows) => shown.push(rows),
  })
  return () => vi.useRealTimers()
})

test('at first the end is in view, and new lines are followed', async () => {
  pager.refresh()
  await settle()
  expect(topLine()).toBe(90)
  lines = 105
  pager.noticeLines()
  await settle()
  expect([topLine(), pager.isFollowing]).toEqual([95, true])
})

test('who goes up stays there, whatever comes below, and who comes back to the end follows', async () => {
  pager.refresh()
  await settle()
  pager.scroll(-20)
  await settle()
  expect([topLine(), pager.isFollowing]).toEqual([70, false])
  lines = 200
  pager.noticeLines()
  pager.refresh()
  await settle()
  expect(topLine()).toBe(70)
  pager.scroll(500)
  await settle()
  expect([topLine(), pager.isFollowing]).toEqual([190, true])
})

test('who pauses at the end stays there too', async () => {
  pager.refresh()
  await settle()
  pager.follow(false)
  await settle()
  lines = 150
  pager.refresh()
  await settle()
  expect([topLine(), pager.isFollowing]).toEqual([90, false])
  pager.follow(true)
  await settle()
  expect(topLine()).toBe(140)
})

test('a turn of the wheel before the first line does not stop the following', async () => {
  lines = 0
  pager.refresh()
  for (let turn = 0; turn < 30; turn++) pager.scroll(-3)
  lines = 100
  await settle()
  pager.noticeLines()
  await settle()
  expect([topLine(), pager.isFollowing]).toEqual([90, true])
})

test('before the first line it is asked anew for another frame, and only the last answer counts', async () => {
  pager.refresh()
  pager.refresh()
  expect(wishes).toHaveLength(2)
  await settle()
  expect(shown).toHaveLength(1)
  pager.refresh()
  pager.refresh()
  expect(wishes).toHaveLength(3)
})

test('a fast wheel makes one question after the one that is under way', async () => {
  pager.refresh()
  await settle()
  wishes = []
  pager.scroll(-1)
  for (let turn = 0; turn < 30; turn++) pager.scroll(-1)
  expect(wishes).toHaveLength(1)
  await settle()
  expect(wishes.map(({ by }) => by)).toEqual([-1, -30])
  expect(topLine()).toBe(59)
})

test('an answer about a place that was left does not lead back to it', async () => {
  pager.refresh()
  await settle()
  shown = []
  pager.scroll(-50)
  pager.go({ line: 5, row: 0 })
  await settle()
  expect(shown.map(({ top }) => top.line)).toEqual([5])
})

test('some rows may be shown above the place that is gone to', async () => {
  pager.go({ line: 50, row: 0 }, 3)
  await settle()
  pager.refresh()
  await settle()
  expect(shown.map(({ top }) => top.line)).toEqual([47, 47])
  pager.go({ line: 99, row: 0 }, 3)
  await settle()
  expect([topLine(), pager.isFollowing]).toEqual([90, false])
})

test('a burst of new lines is drawn at once, and then in moderation', async () => {
  pager.refresh()
  await settle()
  wishes = []
  for (let burst = 0; burst < 20; burst++) {
    lines += 1
    pager.noticeLines()
    await settle()
  }
  expect(wishes).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(50)
  await settle()
  expect(wishes).toHaveLength(2)
  expect(topLine()).toBe(lines - ROWS)
})

test('a log shorter than the screen is followed also after a turn of the wheel', async () => {
  lines = 3
  pager.scroll(-5)
  await settle()
  expect(pager.isFollowing).toBe(true)
})

test('once stopped it asks no more', async () => {
  pager.stop()
  pager.refresh()
  expect(wishes).toEqual([])
})
