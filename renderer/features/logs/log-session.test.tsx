import { beforeEach, expect, test, vi } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { SCROLLBACK_LINES } from '../../xterm/index.ts'
import type { LogClient } from './log-reading.ts'
import { LogScreen } from './log-screen.ts'
import { LogSession } from './log-session.ts'

beforeEach(() => {
  const scheme = { matches: false, addEventListener() {}, removeEventListener() {} }
  vi.stubGlobal('matchMedia', () => scheme)
})

/** A log on a real xterm without a window, and the engine's end of it. */
function open() {
  const acknowledged = vi.fn<() => void>()
  let onData: Parameters<LogClient['read']>[1] = () => {}
  const client: LogClient = {
    read(_input, listener) {
      onData = listener
      return {
        write: async () => {},
        control() {},
        close() {},
        ended: new Promise(() => {}),
      }
    },
    events: () => () => {},
    isConnected: () => true,
    watchConnection: () => () => {},
  }
  const screen = new LogScreen('Log of web-1', () => {})
  const session = new LogSession({ connection: 'here', id: 'abc', name: 'web-1' }, client, screen)
  session.open()
  const { term } = screen.terminal
  let sent = 0
  return {
    session,
    screen,
    term,
    acknowledged,
    /** Sends so many numbered lines. */
    send(count: number, stream: 'stdout' | 'stderr' = 'stdout') {
      const lines = Array.from({ length: count }, () => `line ${(sent += 1)}\n`).join('')
      onData(encodeFrame(stream, new TextEncoder().encode(lines)), acknowledged)
    },
    top: () => term.buffer.active.getLine(term.buffer.active.viewportY)?.translateToString(true),
    bottom: () => {
      const { viewportY } = term.buffer.active
      return term.buffer.active.getLine(viewportY + term.rows - 1)?.translateToString(true)
    },
    drawn: (times: number) => vi.waitFor(() => expect(acknowledged).toHaveBeenCalledTimes(times)),
  }
}

test('a log follows its newest line, and counts all of them', async () => {
  const { session, send, bottom, drawn } = open()
  send(200)
  await drawn(1)
  expect(bottom()).toBe('line 200')
  await vi.waitFor(() => expect(session.state()).toMatchObject({ lines: 200, following: true }))
})

test('scrolling up pauses, the place stays, and new lines are counted', async () => {
  const { session, term, send, top, bottom, drawn } = open()
  send(200)
  await drawn(1)
  term.scrollLines(-50)
  expect(session.state().following).toBe(false)
  const place = top()
  send(30)
  await drawn(2)
  expect(top()).toBe(place)
  await vi.waitFor(() => expect(session.state().newLines).toBe(30))
  session.follow(true)
  expect(session.state()).toMatchObject({ following: true, newLines: 0 })
  expect(bottom()).toBe('line 230')
})

test('scrolling back to the end follows again', async () => {
  const { session, term, send, drawn } = open()
  send(200)
  await drawn(1)
  term.scrollLines(-5)
  term.scrollLines(5)
  expect(session.state().following).toBe(true)
})

test('paused at the end nothing is drawn, and the engine is held back', async () => {
  const { session, acknowledged, send, bottom, drawn } = open()
  send(200)
  await drawn(1)
  session.follow(false)
  send(10)
  await vi.waitFor(() => expect(session.state().newLines).toBe(10))
  expect(bottom()).toBe('line 200')
  expect(acknowledged).toHaveBeenCalledOnce()
  session.follow(true)
  await drawn(2)
  expect(bottom()).toBe('line 210')
})

test('where new lines would push out the reader’s own, the engine is held back', async () => {
  const { session, acknowledged, term, send, top, drawn } = open()
  send(SCROLLBACK_LINES + 500)
  await drawn(1)
  term.scrollToTop()
  const place = top()
  send(100)
  await vi.waitFor(() => expect(session.state().newLines).toBe(100))
  expect(acknowledged).toHaveBeenCalledOnce()
  expect(top()).toBe(place)
})

test('clearing empties the view and keeps the count', async () => {
  const { session, send, top, drawn } = open()
  send(200)
  await drawn(1)
  session.clear()
  await vi.waitFor(() => expect(top()).toBe(''))
  send(1)
  await drawn(2)
  expect(top()).toBe('line 201')
  await vi.waitFor(() => expect(session.state().lines).toBe(201))
})

test('each row on the screen knows its stream', async () => {
  const { screen, send, drawn } = open()
  send(2)
  send(1, 'stderr')
  send(1)
  await drawn(3)
  expect(screen.sources().slice(0, 5)).toEqual(['stdout', 'stdout', 'stderr', 'stdout', undefined])
})
