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
  session.scroll(-50)
  await bottom('line 150')
  await has({ following: false })
  send(30)
  await has({ newLines: 30, lines: 230 })
  await bottom('line 150')
  session.goToStart()
  await top('line 1')
  session.follow(true)
  await bottom('line 230')
  await has({ following: true, newLines: 0 })
})

test('scrolling back to the end follows again', async () => {
  const { session, send, bottom, has } = open()
  send(200)
  await bottom('line 200')
  session.scroll(-5)
  await has({ following: false })
  session.scroll(5)
  await has({ following: true })
})

test('paused at the end, nothing moves', async () => {
  const { session, send, bottom, has } = open()
  send(200)
  await bottom('line 200')
  session.follow(false)
  send(10)
  await has({ newLines: 10, following: false })
  await bottom('line 200')
  session.follow(true)
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
  session.goToStart()
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
  session.showStamps(true)
  await vi.waitFor(() => expect(screen.rows.at(-1)?.plain).toMatch(/^2026-11-2\d .* line 200$/))
  session.showStamps(false)
  await bottom('line 200')
})
