import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EngineEvent } from '#shared/contract/activity.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { EngineError } from '#shared/errors.ts'
import { encodeFrame } from '#shared/frames.ts'
import { LogReading, type LogClient } from './log-reading.ts'
import type { LogPhase } from './log-phase.ts'

const TARGET = { connection: 'local', id: 'abc', name: 'web-1' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`

interface Reading {
  readonly tail: number | 'all'
  closed: boolean
  /** Sends lines with these numbers. */
  send(...numbers: readonly number[]): void
  /** Sends what need not be whole lines, nor whole characters. */
  sendBytes(payload: Uint8Array): void
  end(end: LogEnd): Promise<void>
  fail(error: EngineError): Promise<void>
}

/** An engine whose log is sent by the test. */
function start() {
  const readings: Reading[] = []
  const shown: string[] = []
  const phases: LogPhase[] = []
  const acknowledged = vi.fn()
  let connected = true
  let onConnection = () => {}
  let onEvent = (_event: EngineEvent | { kind: 'resync' }) => {}
  const client: LogClient = {
    read: ({ tail }, onData) => {
      let settle: { resolve(end: LogEnd): void; reject(error: EngineError): void } | undefined
      const ended = new Promise<LogEnd>((resolve, reject) => (settle = { resolve, reject }))
      const reading: Reading = {
        tail,
        closed: false,
        send(...numbers) {
          for (const n of numbers) {
            reading.sendBytes(new TextEncoder().encode(`${stampOf(n)} line ${n}\n`))
          }
        },
        sendBytes: (payload) => onData(encodeFrame('stdout', payload), acknowledged),
        async end(end) {
          settle?.resolve(end)
          await ended
        },
        async fail(error) {
          settle?.reject(error)
          await vi.waitFor(() => expect(phases.at(-1)?.kind).toMatch(/failed|interrupted|gone/))
        },
      }
      readings.push(reading)
      return {
        write: async () => {},
        control: () => {},
        close: () => {
          reading.closed = true
        },
        ended,
      }
    },
    events: (_input, { onValue }) => {
      onEvent = onValue
      return () => {}
    },
    isConnected: () => connected,
    watchConnection: (_connection, listener) => {
      onConnection = listener
      return () => {}
    },
  }
  const reading = new LogReading(TARGET, client, {
    onPieces(pieces, done) {
      shown.push(...pieces.map(({ text }) => text))
      done()
    },
    onPhase: (phase) => phases.push(phase),
  })
  return {
    reading,
    readings,
    shown,
    acknowledged,
    phase: () => phases.at(-1)?.kind,
    last: () => readings.at(-1),
    connect(is: boolean) {
      connected = is
      onConnection()
    },
    resync: () => onEvent({ kind: 'resync' }),
    containerEvent: (action: string, id = TARGET.id) =>
      onEvent({ kind: 'event', type: 'container', action, id, attributes: {}, time: 0 }),
  }
}

test('it reads the last 1,000 lines, and acknowledges what is drawn', () => {
  const { last, shown, acknowledged, phase } = start()
  expect(last()?.tail).toBe(1000)
  last()?.send(1, 2)
  expect(shown).toEqual(['line 1', 'line 2'])
  expect(acknowledged).toHaveBeenCalledTimes(2)
  expect(phase()).toBe('live')
})

test('an engine that says nothing has no lines for now', () => {
  const { phase } = start()
  expect(phase()).toBeUndefined()
  vi.advanceTimersByTime(1000)
  expect(phase()).toBe('live')
})

test('after a stop it goes on by itself when the container starts, without doubling', async () => {
  const { readings, last, shown, phase, containerEvent } = start()
  last()?.send(1, 2)
  await last()?.end({ kind: 'complete' })
  expect(phase()).toBe('ended')
  containerEvent('start', 'another')
  expect(readings).toHaveLength(1)
  containerEvent('start')
  expect(readings).toHaveLength(2)
  last()?.send(1, 2, 3)
  expect(shown.filter((text) => text.startsWith('line'))).toEqual(['line 1', 'line 2', 'line 3'])
})

test('a stream that breaks off is read again, and each line is shown once', async () => {
  const { readings, last, shown, phase } = start()
  last()?.send(1, 2)
  await last()?.end({ kind: 'interrupted' })
  expect(phase()).toBe('interrupted')
  vi.advanceTimersByTime(1000)
  expect(readings).toHaveLength(2)
  last()?.send(2, 3)
  expect(shown).toEqual(['line 1', 'line 2', 'line 3'])
  expect(phase()).toBe('live')
})

test('a line that is cut within a character goes on with the whole of it', async () => {
  const { last, shown } = start()
  const bytes = new TextEncoder().encode(`${stampOf(1)} grüße\n`)
  const cut = bytes.indexOf(0xc3) + 1
  last()?.sendBytes(bytes.subarray(0, cut))
  await last()?.end({ kind: 'interrupted' })
  vi.advanceTimersByTime(1000)
  last()?.sendBytes(bytes)
  expect(shown).toEqual(['gr', 'üße'])
})

test('while the engine is away nothing is asked; when it is back the log goes on', async () => {
  const { readings, last, connect, phase } = start()
  last()?.send(1)
  connect(false)
  await last()?.fail(new EngineError({ code: 'unreachable', message: 'gone' }))
  expect(phase()).toBe('interrupted')
  vi.advanceTimersByTime(60_000)
  expect(readings).toHaveLength(1)
  connect(true)
  expect(readings).toHaveLength(2)
})

test('a refusal is told, and read again only when a person wants it', async () => {
  const { reading, readings, last, phase } = start()
  await last()?.fail(new EngineError({ code: 'refused', message: 'No' }))
  expect(phase()).toBe('failed')
  vi.advanceTimersByTime(60_000)
  expect(readings).toHaveLength(1)
  reading.read()
  expect(readings).toHaveLength(2)
})

test('of a removed container the rest is read, and then it is gone', async () => {
  const { readings, last, shown, phase, containerEvent, connect } = start()
  last()?.send(1)
  containerEvent('destroy')
  last()?.send(2)
  expect(phase()).toBe('live')
  await last()?.end({ kind: 'interrupted' })
  expect(phase()).toBe('gone')
  expect(shown).toEqual(['line 1', 'line 2'])
  connect(false)
  connect(true)
  vi.advanceTimersByTime(60_000)
  expect(readings).toHaveLength(1)
})

test('a stopped container that is removed is gone at once', async () => {
  const { last, phase, containerEvent } = start()
  await last()?.end({ kind: 'complete' })
  containerEvent('destroy', 'another')
  expect(phase()).toBe('ended')
  containerEvent('destroy')
  expect(phase()).toBe('gone')
})

test('a container that was removed while the engine was away is gone', async () => {
  const { last, phase, resync } = start()
  last()?.send(1)
  await last()?.end({ kind: 'complete' })
  resync()
  await last()?.fail(new EngineError({ code: 'not-found', message: 'No such container' }))
  expect(phase()).toBe('gone')
})

test('closing closes the stream', () => {
  const { reading, last } = start()
  reading.close()
  expect(last()?.closed).toBe(true)
})
