import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EngineEvent } from '#shared/contract/activity.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { EngineError } from '#shared/errors.ts'
import { encodeFrame } from '#shared/frames.ts'
import { fakePort, logHostHere } from './log-host-here.fixture.ts'
import { LogKeeper } from './log-keeper.ts'
import { LogReading, type LogClient } from './log-reading.ts'
import type { OlderPhase } from './older-reading.ts'
import type { LogPhase } from './log-phase.ts'

const TARGET = { connection: 'local', id: 'abc', name: 'web-1' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`
/** The same moment as the Engine API takes it. */
const apiTimeOf = (n: number) =>
  `${Date.UTC(2026, 10, 23, 21, 16, 41) / 1000}.${String(n).padStart(9, '0')}`

interface Stream {
  readonly input: Parameters<LogClient['open']>[0]
  readonly closed: () => boolean
  readonly acknowledged: () => number
  /** Sends lines with these numbers. */
  send(...numbers: readonly number[]): Promise<void>
  /** Sends what need not be whole lines, nor whole characters. */
  sendBytes(payload: Uint8Array): Promise<void>
  end(end: LogEnd): Promise<void>
  fail(error: EngineError): Promise<void>
}

/** Lets everything come that is on its way, reports included. */
const settle = () => vi.advanceTimersByTimeAsync(60)

/** An engine whose log is sent by the test, and a view of it that shows all at once, or nothing. */
function start({ isShown = true } = {}) {
  const streams: Stream[] = []
  const phases: LogPhase[] = []
  const older: OlderPhase[] = []
  let connected = true
  let onConnection = () => {}
  let onEvent = (_event: EngineEvent | { kind: 'resync' }) => {}
  const client: LogClient = {
    open(input) {
      const end = fakePort()
      const say = (message: unknown) => {
        end.send(message)
        return settle().then(() => {})
      }
      const stream: Stream = {
        input,
        closed: () => end.isClosed,
        acknowledged: () => end.received.length,
        send: (...numbers) =>
          stream.sendBytes(
            new TextEncoder().encode(numbers.map((n) => `${stampOf(n)} line ${n}\n`).join('')),
          ),
        sendBytes: (payload) => say(encodeFrame('stdout', payload)),
        end: (value) => say({ end: true, value }),
        fail: (error) => say({ end: true, error: error.toShape() }),
      }
      streams.push(stream)
      return end.port
    },
    events: (_input, { onValue }) => {
      onEvent = onValue
      return () => {}
    },
    list: () => Promise.resolve([]),
    isConnected: () => connected,
    watchConnection: (_connection, listener) => {
      onConnection = listener
      return () => {}
    },
  }
  const keeper = new LogKeeper(logHostHere())
  const reading = new LogReading(TARGET, client, keeper, {
    onPhase: (phase) => phases.push(phase),
    onOlder: (phase) => older.push(phase),
  })
  if (isShown) reading.noticeShown()
  const of = (tail: number | 'all') =>
    streams.filter(({ input }) => (input.tail === 'all') === (tail === 'all'))
  const rows = () => {
    const frame = { rows: 9, columns: 80, wrap: true, left: 0, stamps: 'off', by: 0 } as const
    return keeper.rows({ ...frame, from: 'end', after: -Infinity })
  }
  return {
    reading,
    rows,
    /** Those of the newest lines, and the one of those before them. */
    streams: () => of(0),
    olderStream: () => of('all').at(-1),
    olderStreams: () => of('all'),
    older: () => older.at(-1),
    async shown() {
      const { first, end } = keeper.extent
      const span = { from: { line: first, column: 0 }, to: { line: end - 1, column: 999 } }
      const { text } = await keeper.text({ ...span, stamps: 'off', most: 9999 })
      return text.split('\n')
    },
    phase: () => phases.at(-1)?.kind,
    last: () => of(0).at(-1),
    connect(is: boolean) {
      connected = is
      onConnection()
    },
    resync: () => onEvent({ kind: 'resync' }),
    containerEvent: (action: string, id = TARGET.id) =>
      onEvent({ kind: 'event', type: 'container', action, id, attributes: {}, time: 0 }),
  }
}

test('it reads the last 1,000 lines first, and acknowledges what it has', async () => {
  const { last, shown, phase } = start()
  expect(last()?.input).toMatchObject({ tail: 1000, follow: true, timestamps: true })
  await last()?.send(1, 2)
  expect(await shown()).toEqual(['line 1', 'line 2'])
  expect(last()?.acknowledged()).toBe(1)
  expect(phase()).toBe('live')
})

test('who asks for rows before the first lines are there gets them as the answer', async () => {
  const { rows, last } = start()
  const asked = rows()
  await last()?.send(1, 2)
  expect((await asked).rows.map(({ plain }) => plain)).toEqual(['line 1', 'line 2'])
})

test('a log that has no lines answers with none', async () => {
  const { rows, last } = start()
  const asked = rows()
  await last()?.end({ kind: 'complete' })
  expect((await asked).rows).toEqual([])
})

test('then it reads all that lies before them, once', async () => {
  const { last, olderStream, olderStreams, older, shown } = start()
  await last()?.send(7, 8)
  expect(olderStream()?.input).toMatchObject({ tail: 'all', follow: false, until: apiTimeOf(7) })
  expect(older()).toBe('reading')
  await olderStream()?.send(5, 6, 7)
  expect(await shown()).toEqual(['line 7', 'line 8'])
  await olderStream()?.end({ kind: 'complete' })
  expect(await shown()).toEqual(['line 5', 'line 6', 'line 7', 'line 8'])
  await last()?.send(9)
  expect([older(), olderStreams().length]).toEqual(['whole', 1])
})

test('older lines wait until the newest are on screen, or hidden for long', async () => {
  const seen = start({ isShown: false })
  await seen.last()?.send(7)
  expect(seen.olderStream()).toBe(undefined)
  seen.reading.noticeShown()
  expect(seen.olderStream()).toBeDefined()
  const hidden = start({ isShown: false })
  await hidden.last()?.send(7)
  expect(hidden.olderStream()).toBe(undefined)
  await vi.advanceTimersByTimeAsync(250)
  expect(hidden.olderStream()).toBeDefined()
})

test('older lines that broke off are not half there, and are read again with the others', async () => {
  const { last, olderStream, olderStreams, older, shown, connect } = start()
  await last()?.send(7)
  connect(false)
  await olderStream()?.send(5)
  await olderStream()?.end({ kind: 'interrupted' })
  await last()?.end({ kind: 'interrupted' })
  expect(older()).toBe('failed')
  expect(await shown()).toEqual(['line 7'])
  await last()?.send(8)
  expect(olderStreams()).toHaveLength(1)
  connect(true)
  await last()?.send(7, 8)
  expect(olderStreams()).toHaveLength(2)
  await olderStream()?.send(5, 6, 7)
  await olderStream()?.end({ kind: 'complete' })
  expect(await shown()).toEqual(['line 5', 'line 6', 'line 7', 'line 8'])
})

test('an engine that says nothing has no lines for now', async () => {
  const { phase } = start()
  expect(phase()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1000)
  expect(phase()).toBe('live')
})

test('after a stop it goes on by itself when the container starts, without doubling', async () => {
  const { streams, last, shown, phase, containerEvent } = start()
  await last()?.send(1, 2)
  await last()?.end({ kind: 'complete' })
  expect(phase()).toBe('ended')
  containerEvent('start', 'another')
  expect(streams()).toHaveLength(1)
  containerEvent('start')
  expect(streams()).toHaveLength(2)
  await last()?.send(1, 2, 3)
  expect((await shown()).filter((text) => text.startsWith('line'))).toEqual([
    'line 1',
    'line 2',
    'line 3',
  ])
})

test('a stream that breaks off is read again, and each line is shown once', async () => {
  const { streams, last, shown, phase } = start()
  await last()?.send(1, 2)
  await last()?.end({ kind: 'interrupted' })
  expect(phase()).toBe('interrupted')
  await vi.advanceTimersByTimeAsync(1000)
  expect(streams()).toHaveLength(2)
  await last()?.send(2, 3)
  expect(await shown()).toEqual(['line 1', 'line 2', 'line 3'])
  expect(phase()).toBe('live')
})

test('a line that is cut within a character goes on with the whole of it', async () => {
  const { last, shown } = start()
  const bytes = new TextEncoder().encode(`${stampOf(1)} grüße\n`)
  const cut = bytes.indexOf(0xc3) + 1
  await last()?.sendBytes(bytes.subarray(0, cut))
  await last()?.end({ kind: 'interrupted' })
  await vi.advanceTimersByTimeAsync(1000)
  await last()?.sendBytes(bytes)
  expect(await shown()).toEqual(['grüße'])
})

test('while the engine is away nothing is asked; when it is back the log goes on', async () => {
  const { streams, last, connect, phase } = start()
  await last()?.send(1)
  connect(false)
  await last()?.fail(new EngineError({ code: 'unreachable', message: 'gone' }))
  expect(phase()).toBe('interrupted')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(streams()).toHaveLength(1)
  connect(true)
  expect(streams()).toHaveLength(2)
})

test('a refusal is told, and read again only when a person wants it', async () => {
  const { reading, streams, last, phase } = start()
  await last()?.fail(new EngineError({ code: 'refused', message: 'No' }))
  expect(phase()).toBe('failed')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(streams()).toHaveLength(1)
  reading.read()
  expect(streams()).toHaveLength(2)
})

test('of a removed container the rest is read, and then it is gone', async () => {
  const { streams, last, shown, phase, containerEvent, connect } = start()
  await last()?.send(1)
  containerEvent('destroy')
  await last()?.send(2)
  expect(phase()).toBe('live')
  await last()?.end({ kind: 'interrupted' })
  expect(phase()).toBe('gone')
  expect(await shown()).toEqual(['line 1', 'line 2', '── web-1 was removed ──'])
  connect(false)
  connect(true)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(streams()).toHaveLength(1)
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
  await last()?.send(1)
  await last()?.end({ kind: 'complete' })
  resync()
  await last()?.fail(new EngineError({ code: 'not-found', message: 'No such container' }))
  expect(phase()).toBe('gone')
})

test('closing closes the streams', async () => {
  const { reading, last, olderStream } = start()
  await last()?.send(7)
  reading.close()
  expect([last()?.closed(), olderStream()?.closed()]).toEqual([true, true])
})
