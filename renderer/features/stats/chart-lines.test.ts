import { expect, test } from 'vitest'
import type { StatsSample } from '#shared/contract/stats.ts'
import { createHistory, type StatsHistory } from '#shared/stats-history.ts'
import { CHARTS, type ChartKind } from './chart-kinds.ts'
import {
  latestOf,
  linesOfMany,
  linesOfOne,
  rankMembers,
  slotsUntil,
  summaryOf,
} from './chart-lines.ts'
import { memberKey, type StatsMember } from './follower.ts'

const NOW = 1_800_000_000_000
const SLOTS = slotsUntil('2 min', NOW)

function kind(id: string): ChartKind {
  const found = CHARTS.find((chart) => chart.id === id)
  if (!found) throw new Error(`there is no chart ${id}`)
  return found
}

/** Used until `agoS` seconds ago, for as many seconds as there are values. */
function historyOf(agoS: number, values: readonly number[], rest: Partial<StatsSample> = {}) {
  const history = createHistory()
  for (const [at, cpuPercent] of values.entries()) {
    const time = NOW - (agoS + values.length - 1 - at) * 1000
    history.add({
      at: time,
      spanMs: 1000,
      cpuPercent,
      memoryBytes: 0,
      memoryLimitBytes: 0,
      ...rest,
    })
  }
  return history
}

const member = (name: string, isRunning = true): StatsMember => {
  return { connection: 'local', id: name, name, isRunning }
}

function many(all: Readonly<Record<string, StatsHistory>>) {
  const members = Object.keys(all).map((name) => member(name))
  const of = ({ name }: StatsMember) => all[name]
  const ranked = rankMembers(kind('cpu'), members, of, SLOTS)
  return { ranked, lines: linesOfMany(kind('cpu'), members, ranked, of, SLOTS) }
}

test('one container has a line for each part, and gaps where nothing is known', () => {
  const history = historyOf(0, [1, 2], { receivedPerS: 10, sentPerS: 20 })
  const lines = linesOfOne(kind('network'), history, SLOTS)
  expect(lines.map(({ name, values }) => [name, values.slice(-3)])).toEqual([
    ['Received', [null, 10, 10]],
    ['Sent', [null, 20, 20]],
  ])
})

test.each([
  ['near', 300, ['Used', 'Limit']],
  ['far away', 3000, ['Used']],
  ['none', 0, ['Used']],
])('a limit that is %s', (_what, limit, names) => {
  const history = historyOf(0, [1], { memoryBytes: 100 })
  expect(linesOfOne(kind('memory'), history, SLOTS, limit).map(({ name }) => name)).toEqual(names)
})

test('the latest of a figure is the last one that is known', () => {
  const history = historyOf(3, [1], { memoryLimitBytes: 64 })
  expect(latestOf(history, 'memoryLimitBytes', SLOTS)).toBe(64)
  expect(latestOf(history, 'pids', SLOTS)).toBeUndefined()
})

test('several have a line each, the heaviest first, under their sum', () => {
  const { lines } = many({ a: historyOf(0, [1, 2]), b: historyOf(0, [10, 20]) })
  expect(lines.map(({ name, values }) => [name, values.slice(-2)])).toEqual([
    ['All 2', [11, 22]],
    ['b', [10, 20]],
    ['a', [1, 2]],
  ])
})

test('of very many the lightest share a line', () => {
  const names = Array.from({ length: 9 }, (_, at) => [`c${at}`, historyOf(0, [at])] as const)
  const { lines } = many(Object.fromEntries(names))
  expect(lines.map(({ name, values }) => [name, values.at(-1)])).toEqual([
    ['All 9', 36],
    ...[8, 7, 6, 5, 4, 3].map((at) => [`c${at}`, at]),
    ['3 others', 3],
  ])
})

test('one that was sampled a moment ago is in the sum of now; one that fell silent is not', () => {
  const { lines } = many({
    a: historyOf(0, [1]),
    late: historyOf(5, [10]),
    gone: historyOf(70, [99]),
  })
  expect(lines[0]?.values.at(-1)).toBe(11)
})

test('what does not run any more is not held', () => {
  const all = [member('a'), member('b', false)]
  const of = ({ name }: StatsMember) => historyOf(name === 'a' ? 0 : 5, [10])
  const [sum] = linesOfMany(kind('cpu'), all, all.map(memberKey), of, SLOTS)
  expect(sum?.values.at(-1)).toBe(10)
  expect(sum?.values.at(-6)).toBe(10)
})

test('a summary is of what is known, and nothing where nothing is', () => {
  expect(summaryOf([null, 1, null, 5, null])).toEqual({ latest: 5, min: 1, mean: 3, max: 5 })
  expect(summaryOf([null, null])).toBeUndefined()
})
