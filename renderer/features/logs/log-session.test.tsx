import { beforeEach, expect, test, vi } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { fakePort, logHostHere, searchHostHere } from './log-host-here.fixture.ts'
import { LogKeeper } from './log-keeper.ts'
import type { LogClient } from './log-reading.ts'
import { LogScreen } from './log-screen.ts'
import { LogSession } from './log-session.ts'

beforeEach(() => {
  const scheme = { matches: false, addEventListener() {}, removeEventListener() {} }
  vi.stubGlobal('matchMedia', () => scheme)
})

const STARTED = '2026-11-23T21:16:41.000000150Z'

const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`

/** A log on a real xterm without a window, and the engine's end of it. */
function open() {
  const ends: ReturnType<typeof fakePort>[] = []
  const client: LogClient = {
    open() {
      const end = fakePort()
      ends.push(end)
      return end.port
    },
    events: () => () => {},
    list: () => Promise.resolve([]),
    isConnected: () => true,
    watchConnection: () => () => {},
  }
  const screen = new LogScreen('Log of web-1', () => {})
  const target = { connection: 'here', id: 'abc', name: 'web-1' }
  const session = new LogSession(target, client, {
    keeper: new LogKeeper(logHostHere()),
    screen,
    openSearch: searchHostHere,
    openSave: () => fakePort().port,
    startedAt: () => Promise.resolve(Date.parse(STARTED)),
  })
  session.open()
  const { term } = screen.terminal
  let sent = 0
  const row = (at: number) => term.buffer.active.getLine(at)?.translateToString(true)
  return {
    session,
    screen,
    term,
    /** Sends so many numbered lines. */
    send(count: number, stream: 'stdout' | 'stderr' = 'stdout') {
      const lines = Array.from({ length: count }, () => `${stampOf(++sent)} line ${sent}\n`).join(
        '',
      )
      ends[0]?.send(encodeFrame(stream, new TextEncoder().encode(lines)))
    },
    top: (text: string) => vi.waitFor(() => expect(row(0)).toBe(text)),
    bottom: (text: string) => vi.waitFor(() => expect(row(term.rows - 1)).toBe(text)),
    has: (state: object) => vi.waitFor(() => expect(session.state()).toMatchObject(state)),
  }
}

test('a log follows its newest line, and counts all of them', async () => {
  const { send, bottom, has } = open()
  send(200)
  await bottom('line 200')
  await has({ lines: 200, following: true, empty: false })
})

test('scrolling up pauses, the place stays, and new lines are counted', async () => {
  const { session, send, top, bottom, has } = open()
  send(200)
  await bottom('line 200')
  session.place.scroll(-50)
  await bottom('line 150')
  await has({ following: false })
  send(30)
  await has({ newLines: 30, lines: 230 })
  await bottom('line 150')
  session.place.goToStart()
  await top('line 1')
  session.place.follow(true)
  await bottom('line 230')
  await has({ following: true, newLines: 0 })
})

test('scrolling back to the end follows again', async () => {
  const { session, send, bottom, has } = open()
  send(200)
  await bottom('line 200')
  session.place.scroll(-5)
  await has({ following: false })
  session.place.scroll(5)
  await has({ following: true })
})

test('paused at the end, nothing moves', async () => {
  const { session, send, bottom, has } = open()
  send(200)
  await bottom('line 200')
  session.place.follow(false)
  send(10)
  await has({ newLines: 10, following: false })
  await bottom('line 200')
  session.place.follow(true)
  await bottom('line 210')
})

test('clearing empties the view and keeps the count', async () => {
  const { session, send, top, bottom, has } = open()
  send(200)
  await bottom('line 200')
  session.clear()
  await top('')
  expect(session.state().empty).toBe(true)
  send(1)
  await top('line 201')
  await has({ lines: 201, empty: false })
  session.place.goToStart()
  await top('line 201')
})

test('each row on the screen knows its stream', async () => {
  const { screen, send, has } = open()
  send(2)
  send(1, 'stderr')
  send(1)
  await has({ lines: 4 })
  await vi.waitFor(() => expect(screen.sources()).toEqual(['stdout', 'stdout', 'stderr', 'stdout']))
})

test('what is selected is copied whole, also where it is not on screen', async () => {
  const { session, send, bottom } = open()
  send(200)
  await bottom('line 200')
  session.selectAll()
  const { text } = await session.selectedText()
  expect(text.split('\n')).toHaveLength(200)
  expect(text.startsWith('line 1\nline 2\n')).toBe(true)
  session.select(undefined)
  expect((await session.selectedText()).text).toBe('')
})

test('stamps stand before the lines, and go', async () => {
  const { session, screen, send, bottom } = open()
  send(200)
  await bottom('line 200')
  session.look({ stamps: true })
  await vi.waitFor(() => expect(screen.rows.at(-1)?.plain).toMatch(/^2026-11-2\d .* line 200$/))
  session.look({ stamps: false })
  await bottom('line 200')
})

test('only lines that pass the filter are shown, and are counted beside all', async () => {
  const { session, send, top, bottom, has } = open()
  send(100)
  send(5, 'stderr')
  send(100)
  await bottom('line 205')
  session.narrowing.filter({ sources: ['stderr'] })
  await top('line 101')
  await has({ passing: 5, lines: 205, isFiltering: false })
  send(1, 'stderr')
  await has({ passing: 6, lines: 206 })
  session.narrowing.clearFilter()
  await bottom('line 206')
  await has({ passing: undefined })
})

test('the line at the top stays where it passes, and else the next that does', async () => {
  const { session, send, top, bottom } = open()
  send(100)
  send(1, 'stderr')
  send(100)
  await bottom('line 201')
  session.place.goToLine(49)
  await top('line 50')
  session.narrowing.filter({ sources: ['stdout'] })
  await top('line 50')
  session.place.goToLine(98)
  session.narrowing.filter({ sources: ['stderr'] })
  await top('line 101')
  session.narrowing.clearFilter()
  await top('line 101')
})

test('new lines that pass are counted while the view is paused', async () => {
  const { session, send, bottom, has } = open()
  send(200)
  await bottom('line 200')
  session.narrowing.filter({ sources: ['stdout'] })
  await has({ passing: 200, isFiltering: false })
  session.place.scroll(-50)
  await has({ following: false })
  send(7, 'stderr')
  send(3)
  await has({ lines: 210, newLines: 3 })
})

test('a search finds only in lines that pass, and anew when others do', async () => {
  const { session, send, bottom, has } = open()
  send(100)
  send(100, 'stderr')
  await bottom('line 200')
  session.narrowing.find({ text: '0', isRegExp: false, matchCase: false, wholeWord: false })
  await has({ find: expect.objectContaining({ total: 31, isDone: true }) as unknown })
  session.narrowing.filter({ sources: ['stderr'] })
  await has({ find: expect.objectContaining({ total: 20, isDone: true }) as unknown })
  session.narrowing.showMatchLines({ kind: 'only', context: 1 })
  await bottom('line 200')
  session.narrowing.showMatchLines({ kind: 'except' })
  await bottom('line 199')
  session.narrowing.clearFilter()
  await has({ find: expect.objectContaining({ total: 31, isDone: true }) as unknown })
})

test('lines since the last start, and around a match', async () => {
  const { session, send, bottom, has } = open()
  send(200)
  await bottom('line 200')
  await session.narrowing.filterSinceStart()
  await has({ passing: 200, criteria: { from: Date.parse(STARTED) } })
  session.narrowing.find({ text: 'line 7', isRegExp: false, matchCase: false, wholeWord: true })
  await has({ find: expect.objectContaining({ total: 1, isDone: true }) as unknown })
  await session.narrowing.step(1)
  await session.narrowing.filterAround(60_000)
  const time = Date.parse(STARTED)
  const around = { from: expect.closeTo(time - 60_000, 0), to: expect.closeTo(time + 60_000, 0) }
  await has({ criteria: around as unknown })
})
