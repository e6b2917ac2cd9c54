import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EngineEvent, Resync } from '#shared/contract/activity.ts'
import type { ConnectionState, EngineFacts } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import type { Probe } from './probe.ts'
import { Supervisor } from './supervisor.ts'

const FACTS: EngineFacts = {
  version: '1',
  isPodman: false,
  apiVersion: '1.41',
  os: 'linux',
  arch: 'amd64',
  cpus: 2,
  memoryBytes: 1,
  name: 'vm',
}
const EVENT: EngineEvent = {
  kind: 'event',
  type: 'container',
  action: 'start',
  id: 'a',
  attributes: {},
  time: 1,
}
const GONE = new EngineError({ code: 'unreachable', message: 'No engine runs here' })
const FROZEN = new EngineError({ code: 'timeout', message: 'The engine did not answer' })
const NOWHERE = { kind: 'tcp', host: 'nowhere', port: 1 } as const

/** An engine whose health is set by the test. */
class FakeProbe implements Probe {
  trouble: EngineError | undefined
  pings = 0
  /** What happened, and is not in any stream. */
  unheard: readonly EngineEvent[] = []
  readonly streams: { end(error?: Error): void; send(event: EngineEvent): void }[] = []

  greet(): Promise<void> {
    return this.ping()
  }

  async ping(): Promise<void> {
    this.pings++
    if (this.trouble) throw this.trouble
  }

  async facts(): Promise<EngineFacts> {
    return FACTS
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    const stream = new TransformStream<EngineEvent, EngineEvent>(undefined, undefined, {
      highWaterMark: 100,
    })
    const writer = stream.writable.getWriter()
    const end = (reason?: Error) =>
      void (reason ? writer.abort(reason) : writer.close()).catch(() => {})
    signal.addEventListener('abort', () => end(new Error('aborted')))
    this.streams.push({ end, send: (event) => void writer.write(event).catch(() => {}) })
    return stream.readable
  }

  async *untold(): AsyncGenerator<EngineEvent> {
    yield* this.unheard
    throw FROZEN
  }
}

describe('with time in our hands', () => {
  let probe: FakeProbe
  let supervisor: Supervisor
  let states: ConnectionState['kind'][]
  let told: (EngineEvent | Resync)[]

  beforeEach(() => {
    vi.useFakeTimers()
    probe = new FakeProbe()
    supervisor = new Supervisor(probe, NOWHERE)
    states = []
    told = []
    supervisor.onState(({ kind }) => states.push(kind))
    supervisor.onEvent((event) => told.push(event))
  })

  afterEach(() => {
    supervisor.close()
    vi.useRealTimers()
  })

  async function startConnected(): Promise<void> {
    supervisor.start()
    await vi.advanceTimersByTimeAsync(0)
  }

  test('nothing is asked before it is started', async () => {
    await vi.advanceTimersByTimeAsync(10_000)
    expect(probe.pings).toBe(0)
    expect(supervisor.state.kind).toBe('connecting')
  })

  test('it connects, tells the facts, and has lists read once events are listened to', async () => {
    await startConnected()
    expect(supervisor.state).toMatchObject({ kind: 'connected', engine: FACTS })
    expect(told).toEqual([{ kind: 'resync' }])
  })

  test('what the engine keeps to itself is told like the rest, and its failing harms nothing', async () => {
    const event = { ...EVENT, type: 'network' } as const
    probe.unheard = [event]
    await startConnected()
    expect(told).toContainEqual(event)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(states).toEqual(['connected'])
  })

  test('an engine that is not there shows as disconnected, and is found when it comes', async () => {
    probe.trouble = GONE
    await startConnected()
    expect(supervisor.state).toMatchObject({ kind: 'disconnected', error: GONE.toShape() })
    probe.trouble = undefined
    await vi.advanceTimersByTimeAsync(300)
    expect(states).toEqual(['disconnected', 'connected'])
  })

  test('one lost answer is no loss', async () => {
    await startConnected()
    const ping = vi.spyOn(probe, 'ping').mockRejectedValueOnce(FROZEN)
    await vi.advanceTimersByTimeAsync(2000)
    expect(ping).toHaveBeenCalledTimes(2)
    expect(states).toEqual(['connected'])
  })

  test('an engine that goes away is noticed within two seconds, and found again', async () => {
    const losses: string[] = []
    supervisor.onLoss(({ code }) => losses.push(code))
    await startConnected()
    probe.trouble = GONE
    await vi.advanceTimersByTimeAsync(2000)
    expect(states).toEqual(['connected', 'reconnecting'])
    expect(losses).toEqual(['unreachable'])
    probe.trouble = undefined
    await vi.advanceTimersByTimeAsync(2000)
    expect(states).toEqual(['connected', 'reconnecting', 'connected'])
    expect(told).toEqual([{ kind: 'resync' }, { kind: 'resync' }])
  })

  test('an engine that accepts and stays silent shows as not responding', async () => {
    await startConnected()
    probe.trouble = FROZEN
    await vi.advanceTimersByTimeAsync(2000)
    expect(supervisor.state.kind).toBe('not-responding')
  })

  test('while it is down, it is asked at most once a second', async () => {
    probe.trouble = GONE
    await startConnected()
    await vi.advanceTimersByTimeAsync(60_000)
    const before = probe.pings
    await vi.advanceTimersByTimeAsync(10_000)
    expect(probe.pings - before).toBeLessThanOrEqual(10)
    expect(before).toBeLessThanOrEqual(60)
  })

  test('the same trouble is told once, with the time since when', async () => {
    probe.trouble = GONE
    await startConnected()
    const { since } = supervisor.state
    await vi.advanceTimersByTimeAsync(20_000)
    expect(states).toEqual(['disconnected'])
    expect(supervisor.state.since).toBe(since)
  })

  test('a person’s retry does not wait', async () => {
    probe.trouble = GONE
    await startConnected()
    await vi.advanceTimersByTimeAsync(20_000)
    probe.trouble = undefined
    supervisor.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(supervisor.state.kind).toBe('connected')
  })

  test('a person who keeps asking is held to the same cap', async () => {
    probe.trouble = GONE
    await startConnected()
    for (let clicks = 0; clicks < 200; clicks++) {
      supervisor.retry()
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(probe.pings).toBeLessThanOrEqual(11)
  })

  test('a clock that is set back does not delay the next attempt', async () => {
    probe.trouble = GONE
    await startConnected()
    for (let clicks = 0; clicks < 20; clicks++) {
      supervisor.retry()
      await vi.advanceTimersByTimeAsync(10)
    }
    vi.setSystemTime(Date.now() - 3_600_000)
    await vi.advanceTimersByTimeAsync(12_000)
    probe.trouble = undefined
    await vi.advanceTimersByTimeAsync(12_000)
    expect(supervisor.state.kind).toBe('connected')
  })

  test('an event stream that ends makes the engine be asked at once', async () => {
    await startConnected()
    probe.trouble = GONE
    probe.streams[0]?.end(new Error('aborted'))
    await vi.advanceTimersByTimeAsync(10)
    expect(supervisor.state.kind).toBe('reconnecting')
  })

  test('an event stream that ends on a healthy engine is opened again, and lists are read', async () => {
    await startConnected()
    probe.streams[0]?.end()
    await vi.advanceTimersByTimeAsync(1000)
    expect(probe.streams).toHaveLength(2)
    expect(told).toEqual([{ kind: 'resync' }, { kind: 'resync' }])
    expect(states).toEqual(['connected'])
  })

  test('streams that end at once are opened ever more seldom', async () => {
    await startConnected()
    const open = probe.events.bind(probe)
    vi.spyOn(probe, 'events').mockImplementation(async (signal) => {
      const stream = await open(signal)
      probe.streams.at(-1)?.end()
      return stream
    })
    probe.streams[0]?.end()
    // After 1, 2, 4, 8 and 16 s, and then every 30 s.
    await vi.advanceTimersByTimeAsync(31_000)
    expect(probe.streams).toHaveLength(6)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(probe.streams).toHaveLength(8)
    expect(told).toHaveLength(8)
    expect(states).toEqual(['connected'])
  })

  test('after a stream that lasted, the next one is opened soon again', async () => {
    await startConnected()
    const endAfter = async (ms: number) => {
      await vi.advanceTimersByTimeAsync(ms)
      probe.streams.at(-1)?.end()
      await vi.advanceTimersByTimeAsync(0)
    }
    await endAfter(0)
    await endAfter(1000)
    await endAfter(2000)
    await vi.advanceTimersByTimeAsync(4000)
    expect(probe.streams).toHaveLength(4)
    await endAfter(10_000)
    await vi.advanceTimersByTimeAsync(1000)
    expect(probe.streams).toHaveLength(5)
  })

  test('events are handed on as they come', async () => {
    await startConnected()
    probe.streams[0]?.send(EVENT)
    await vi.advanceTimersByTimeAsync(0)
    expect(told.at(-1)).toEqual(EVENT)
  })

  test('after the machine slept, lists are read again', async () => {
    await startConnected()
    vi.setSystemTime(Date.now() + 60_000)
    await vi.advanceTimersByTimeAsync(2000)
    expect(told).toEqual([{ kind: 'resync' }, { kind: 'resync' }])
  })

  test('nothing is asked after it was closed', async () => {
    await startConnected()
    supervisor.close()
    const before = probe.pings
    await vi.advanceTimersByTimeAsync(10_000)
    expect(probe.pings).toBe(before)
  })
})

test('a socket that goes and comes is noticed without waiting for a beat', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-watch-'))
  const path = join(folder, 'docker.sock')
  writeFileSync(path, '')
  const probe = new FakeProbe()
  const supervisor = new Supervisor(probe, { kind: 'socket', path })
  supervisor.start()
  await vi.waitUntil(() => supervisor.state.kind === 'connected')
  probe.trouble = GONE
  renameSync(path, `${path}.away`)
  // Well under a heartbeat.
  await vi.waitUntil(() => supervisor.state.kind === 'reconnecting', { timeout: 1000 })
  probe.trouble = undefined
  renameSync(`${path}.away`, path)
  await vi.waitUntil(() => supervisor.state.kind === 'connected')
  supervisor.close()
  rmSync(folder, { recursive: true })
})
