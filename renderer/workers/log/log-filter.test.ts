import { expect, test } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { LogFilter } from './log-filter.ts'
import type { LogCriteria } from './log-criteria.ts'
import { LogLines } from './log-lines.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const stampOf = (second: number) => new Date(Date.UTC(2026, 10, 28) + second * 1000).toISOString()

/** A log whose n-th line is of the n-th second, and its filter, whose blocks come when asked for. */
function start(budget = 64 * 1024 * 1024) {
  const log = new LogLines(budget)
  const intake = log.readRecent()
  const waiting: (() => void)[] = []
  const filter = new LogFilter(log, { later: (goOn) => waiting.push(goOn), onProgress() {} })
  let sent = -1
  const put = (text: string, stream: 'stdout' | 'stderr') => {
    intake.take(encodeFrame(stream, encode(`${stampOf(sent)} ${text}`)))
    filter.notice()
  }
  const add = (text: string, stream: 'stdout' | 'stderr' = 'stdout') => {
    sent += 1
    put(text, stream)
  }
  const step = () => waiting.shift()?.()
  const settle = () => {
    while (waiting.length > 0) step()
  }
  const passing = () => {
    const { low = 0, high = 0 } = filter.lines ?? {}
    return Array.from({ length: high - low }, (_, at) => filter.lines?.at(low + at))
  }
  const passingWith = (criteria: LogCriteria, near = 0) => {
    filter.begin(criteria, near)
    settle()
    return passing()
  }
  /** The rest of a line has its stamp again. */
  const grow = (text: string) => put(text, 'stdout')
  return { log, filter, add, grow, step, settle, passing, passingWith }
}

test('lines pass by their stream', () => {
  const { add, passingWith } = start()
  add('a\n')
  add('b\n', 'stderr')
  add('c\n')
  expect(passingWith({ sources: ['stderr'] })).toEqual([1])
  expect(passingWith({ sources: ['stdout'] }, 99)).toEqual([0, 2])
})

test('of merged containers those that are hidden do not pass, and new ones do', () => {
  const { log, filter, settle, passing } = start()
  const names = ['web', 'db', 'web', 'cache']
  const numbers = new Map([...new Set(names)].map((name, member) => [name, member]))
  for (const name of names) log.note(numbers.get(name) ?? 0, name, { seconds: 1, nanos: 0 })
  filter.begin({ hidden: [0] }, 0)
  settle()
  expect(passing()).toEqual([1, 3])
})

test('lines pass by their time, both ends included', () => {
  const { add, passingWith } = start()
  for (let n = 0; n < 9; n++) add('x\n')
  const at = (second: number) => Date.parse(stampOf(second))
  expect(passingWith({ from: at(2), to: at(4) })).toEqual([2, 3, 4])
  expect(passingWith({ from: at(7) })).toEqual([7, 8])
  expect(passingWith({ to: at(0) })).toEqual([0])
})

test('a stack trace has the level of its first line, and other streams do not come between', () => {
  const { add, passingWith } = start()
  add('INFO fine\n')
  add('ERROR bad\n', 'stderr')
  add('INFO fine\n')
  add('    at there\n', 'stderr')
  add('  and on\n')
  add('    at home\n', 'stderr')
  add('no level\n')
  expect(passingWith({ levels: ['error'] }, 99)).toEqual([1, 3, 5])
  expect(passingWith({ levels: ['info'] }, 0)).toEqual([0, 2, 4])
  expect(passingWith({ levels: ['none'] }, 3)).toEqual([6])
})

test('all criteria must be met, and without any there is no filter', () => {
  const { filter, add, passingWith } = start()
  add('ERROR a\n')
  add('ERROR b\n', 'stderr')
  expect(passingWith({ levels: ['error'], sources: ['stderr'] })).toEqual([1])
  filter.begin({}, 0)
  expect(filter.lines).toBe(undefined)
  expect(filter.isDone).toBe(true)
  expect(filter.passes(0)).toBe(true)
})

test('it goes block by block: from the place on to the end, then back to the beginning', () => {
  const { filter, add, step, settle, passing } = start()
  for (let n = 0; n < 20_000; n++) add('x\n', n % 2 === 0 ? 'stdout' : 'stderr')
  filter.begin({ sources: ['stderr'] }, 10_000)
  expect(passing()).toEqual([])
  step()
  expect(passing()[0]).toBe(10_001)
  expect(filter.isDone).toBe(false)
  settle()
  expect(passing()).toHaveLength(10_000)
  expect(passing()[0]).toBe(1)
  expect(filter.isDone).toBe(true)
  expect(filter.count).toBe(10_000)
})

test('new lines are looked at, and one that has grown is looked at anew', () => {
  const { add, grow, settle, passing, passingWith } = start()
  add('x\n')
  expect(passingWith({ levels: ['error'] })).toEqual([])
  add('{"msg":"y",')
  settle()
  expect(passing()).toEqual([])
  grow('"level":50}\n')
  settle()
  expect(passing()).toEqual([1])
  add('ERROR now\n')
  settle()
  expect(passing()).toEqual([1, 2])
})

test('lines that have given way are not counted', () => {
  const { log, filter, add, settle, passingWith } = start(1024 * 1024)
  for (let n = 0; n < 50_000; n++) add(`${'x'.repeat(90)}\n`)
  passingWith({ sources: ['stdout'] })
  settle()
  expect(log.first).toBeGreaterThan(0)
  expect(filter.count).toBe(log.end - log.first)
})

test('of a log whose older lines come, all are looked at, and the first, whole now, anew', () => {
  const { log, filter, add, settle, passing, passingWith } = start()
  add('part of a long line\n')
  add('INFO x\n')
  expect(passingWith({ levels: ['error'] })).toEqual([])
  const older = log.readOlder()
  older?.take(encodeFrame('stdout', encode(`${stampOf(-2)} ERROR old\n`)))
  older?.take(encodeFrame('stdout', encode(`${stampOf(0)} ERROR the whole of a long line\n`)))
  older?.end()
  filter.noticeOlder()
  settle()
  expect(passing().map((line) => log.timeOf(line ?? 0))).toEqual([
    Date.parse(stampOf(-2)),
    Date.parse(stampOf(0)),
  ])
})

test('what is known to pass stays known while older lines come', () => {
  const { log, filter, add, settle, passing, passingWith } = start()
  for (let n = 0; n < 10_000; n++) add(n % 2 === 0 ? 'INFO x\n' : 'ERROR x\n')
  const known = passingWith({ levels: ['error'] }, 5000)
  expect(known).toHaveLength(5000)
  const older = log.readOlder()
  older?.take(encodeFrame('stdout', encode(`${stampOf(-2)} ERROR old\n`)))
  older?.take(encodeFrame('stdout', encode(`${stampOf(0)} INFO x\n`)))
  older?.end()
  filter.noticeOlder()
  expect(passing()).toEqual(known)
  settle()
  expect(passing()).toEqual([-1, ...known])
})

test('lines at the first that go on from an older one have its level once it is there', () => {
  const { log, filter, add, settle, passing, passingWith } = start()
  add('    at here\n')
  add('    at there\n')
  add('INFO x\n')
  expect(passingWith({ levels: ['error'] })).toEqual([])
  const older = log.readOlder()
  older?.take(encodeFrame('stdout', encode(`${stampOf(-2)} ERROR old\n`)))
  older?.take(encodeFrame('stdout', encode(`${stampOf(0)}     at here\n`)))
  older?.end()
  filter.noticeOlder()
  settle()
  expect(passing()).toEqual([-1, 0, 1])
})
