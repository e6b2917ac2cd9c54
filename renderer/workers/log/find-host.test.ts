import { expect, test } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import type { FindQuery } from './find-pattern.ts'
import { createFindHost } from './find-host.ts'
import type { FindReport, LinesAnswer, LinesWish } from './find-protocol.ts'
import { LogFilter } from './log-filter.ts'
import { LogLines } from './log-lines.ts'
import { serveLines } from './serve-lines.ts'

const query = (text: string): FindQuery => ({
  text,
  isRegExp: true,
  matchCase: false,
  wholeWord: false,
})

/** A port whose wishes are answered when the test says so. */
function portTo(log: LogLines) {
  const wishes: LinesWish[] = []
  const own = { onmessage: null as ((event: { data: LinesAnswer }) => void) | null }
  let answer: ((event: { data: LinesWish }) => void) | undefined
  const served = {
    set onmessage(listener: (event: { data: LinesWish }) => void) {
      answer = listener
    },
    postMessage: (data: LinesAnswer) => own.onmessage?.({ data }),
  }
  const filter = new LogFilter(log, { later() {}, onProgress() {} })
  serveLines(log, filter, served as unknown as MessagePort)
  const port = Object.assign(own, { postMessage: (wish: LinesWish) => wishes.push(wish) })
  return {
    port: port as unknown as MessagePort,
    wishes,
    next() {
      const data = wishes.shift()
      if (data) answer?.({ data })
      return data !== undefined
    },
  }
}

function start(count: number) {
  const log = new LogLines(64 * 1024 * 1024)
  const intake = log.readRecent()
  let written = 0
  const write = (lines: number) => {
    const texts = Array.from({ length: lines }, () => `line ${written++}\n`).join('')
    intake.take(encodeFrame('stdout', new TextEncoder().encode(texts)))
  }
  write(count)
  const reports: FindReport[] = []
  const host = createFindHost((report) => reports.push(report))
  const source = portTo(log)
  host({ kind: 'source' }, source.port)
  const run = () => {
    while (source.next());
  }
  const found = (search: number) =>
    reports.flatMap((report) =>
      report.kind === 'found' && report.search === search ? [...report.lines] : [],
    )
  return { log, write, reports, host, source, run, found }
}

const find = (search: number, text: string, first: number, end: number, near = first) =>
  ({ kind: 'find', search, query: query(text), first, end, near }) as const

test('all lines are searched, what is in view first', () => {
  const { host, run, found, reports } = start(20_000)
  host(find(1, '7$', 0, 20_000, 15_000))
  run()
  expect(found(1)).toHaveLength(2000)
  expect(found(1)[0]).toBe(15_007)
  expect(reports.at(-1)).toEqual({ kind: 'done', search: 1 })
})

test('each line is searched once, however the search is begun', () => {
  const { host, run, reports } = start(20_000)
  host(find(1, 'x', 0, 20_000, 12_345))
  run()
  const searched = reports.flatMap((report) => (report.kind === 'found' ? [report] : []))
  expect(searched.reduce((sum, { count }) => sum + count, 0)).toBe(20_000)
  expect(new Set(searched.map(({ from }) => from)).size).toBe(searched.length)
})

test('a newer query takes the place of the one under way', () => {
  const { host, run, source, found } = start(20_000)
  host(find(1, 'line', 0, 20_000))
  source.next()
  host(find(2, '^line 19999$', 0, 20_000))
  run()
  expect(found(1).length).toBeLessThan(20_000)
  expect(found(2)).toEqual([19_999])
})

test('lines that come later are searched as they come', () => {
  const { host, run, write, found, reports } = start(10)
  host(find(1, '^line 1', 0, 10))
  run()
  expect(found(1)).toEqual([1])
  write(10)
  host({ kind: 'extent', first: 0, end: 20 })
  run()
  expect(found(1)).toEqual([1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  expect(reports.filter(({ kind }) => kind === 'done')).toHaveLength(2)
})

test('a bad expression says why, and nothing is searched', () => {
  const { host, source, reports } = start(10)
  host(find(1, '(', 0, 10))
  expect(reports).toEqual([{ kind: 'fault', search: 1, fault: 'Unterminated group' }])
  expect(source.wishes).toEqual([])
})

test('the matches in what is on screen are told with their places', () => {
  const { host, run, reports } = start(10)
  host(find(1, 'in', 0, 10))
  run()
  host({ kind: 'marks', question: 5, texts: ['a line in it', ''] })
  expect(reports.at(-1)).toEqual({ kind: 'marks', question: 5, marks: [[3, 5, 7, 9], []] })
})

test('once stopped nothing more is searched', () => {
  const { host, run, found, source } = start(20_000)
  host(find(1, 'line', 0, 20_000))
  source.next()
  host({ kind: 'stop' })
  run()
  expect(found(1).length).toBeLessThan(20_000)
})
