import { expect, test } from 'vitest'
import type { Build, BuildStep } from '#shared/contract/builds.ts'
import { createJournalKeeper } from './build-journal.ts'
import { aBuild } from './build.fixture.ts'
import { stepOfInterest, stepOnLine, stepRows } from './timeline.ts'

const step = (id: string, more: Partial<BuildStep> = {}): BuildStep => ({
  id,
  name: `RUN ${id}`,
  state: 'waiting',
  parts: [],
  ...more,
})
const build: Build = aBuild()
const line = (of: string | undefined, text: string) => ({
  ...(of !== undefined && { step: of }),
  text,
  isError: false,
})

test('steps stay until others are told, and lines find their steps', () => {
  const { take } = createJournalKeeper()
  take({ build, steps: [step('a'), step('b')], lines: [line('a', '1')], droppedLines: 7 })
  const journal = take({
    build,
    steps: [step('a', { state: 'done' }), step('b')],
    lines: [line('b', '2'), line(undefined, '3'), line('a', '4')],
  })
  expect(journal.steps.map(({ id, state }) => [id, state])).toEqual([
    ['a', 'done'],
    ['b', 'waiting'],
  ])
  expect(journal.lines.map(({ text }) => text)).toEqual(['1', '2', '3', '4'])
  expect(journal.linesOf('a').map(({ text }) => text)).toEqual(['1', '4'])
  expect(take({ build, lines: [] }).steps).toBe(journal.steps)
  expect(journal.linesOf('nowhere')).toEqual([])
  expect(journal.droppedLines).toBe(7)
})

test('of a build that writes without end the last lines are kept, and the others counted', () => {
  const { take } = createJournalKeeper()
  const flood = (from: number) =>
    Array.from({ length: 30_000 }, (_, index) => line('a', String(from + index)))
  take({ build, lines: flood(0), droppedLines: 5 })
  const { lines, droppedLines, linesOf } = take({ build, lines: flood(30_000) })
  expect([lines.length, droppedLines, lines[0]?.text]).toEqual([50_000, 10_005, '10000'])
  expect(linesOf('a')).toEqual(lines)
})

test('all steps stand on one time axis, and one that runs reaches to now', () => {
  const rows = stepRows(
    { startedAt: 1000 },
    [
      step('a', { state: 'done', startedAt: 1000, endedAt: 2000 }),
      step('b', { state: 'running', startedAt: 2000 }),
      step('c'),
    ],
    5000,
  )
  expect(rows.map(({ bar, span }) => [bar, span])).toEqual([
    [{ from: 0, length: 0.25 }, 1000],
    [{ from: 0.25, length: 0.75 }, 3000],
    [undefined, undefined],
  ])
})

test('a clock that was set back makes no bar of less than nothing', () => {
  const [row] = stepRows(
    { startedAt: 1000 },
    [step('a', { state: 'done', startedAt: 3000, endedAt: 2000 })],
    0,
  )
  expect(row?.span).toBe(0)
})

test('what failed is looked at first, then what runs, then the last', () => {
  const done = step('a', { state: 'done', line: 2 })
  const running = step('b', { state: 'running' })
  expect(stepOfInterest([done, step('x', { state: 'failed' }), running])?.id).toBe('x')
  expect(stepOfInterest([done, running, step('c')])?.id).toBe('b')
  expect(stepOfInterest([done, step('c')])?.id).toBe('a')
  expect(stepOfInterest([])).toBeUndefined()
  expect(stepOnLine([done, running], 2)?.id).toBe('a')
})
