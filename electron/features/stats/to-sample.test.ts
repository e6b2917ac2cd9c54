import { assert, jsonValue, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { countersOf, isOfStoppedContainer, toSample, type RawStats } from './to-sample.ts'

const NOW = 1000

const cpu = (total: number, system?: number) => ({
  cpu_usage: { total_usage: total },
  system_cpu_usage: system,
  online_cpus: 4,
})

test('CPU of dockerd is computed as the docker CLI does: 25 % of all time on 4 CPUs is 100', () => {
  const raw: RawStats = { cpu_stats: cpu(350, 2000), precpu_stats: cpu(100, 1000) }
  expect(toSample(raw, undefined, NOW).cpuPercent).toBe(100)
})

test('without the number of CPUs, those that are listed count', () => {
  const usage = { total_usage: 350, percpu_usage: [1, 2] }
  const raw: RawStats = {
    cpu_stats: { cpu_usage: usage, system_cpu_usage: 2000 },
    precpu_stats: cpu(100, 1000),
  }
  expect(toSample(raw, undefined, NOW).cpuPercent).toBe(50)
})

test('the first sample has no CPU: dockerd says nothing of the time before', () => {
  const raw: RawStats = { cpu_stats: cpu(350, 2000), precpu_stats: { cpu_usage: {} } }
  expect(toSample(raw, undefined, NOW)).not.toHaveProperty('cpuPercent')
})

test('CPU of Podman comes from our own last sample: 5 s of CPU in 5 s is 100', () => {
  const previous = { read: '2026-11-23T10:00:00Z', cpu_stats: cpu(1e9, 7) }
  const raw = { read: '2026-11-23T10:00:05Z', cpu_stats: cpu(6e9, 9), precpu_stats: cpu(0, 0) }
  expect(toSample(raw, countersOf(previous), NOW).cpuPercent).toBe(100)
})

test('a counter that went back, as after a restart, gives no CPU', () => {
  const raw: RawStats = { cpu_stats: cpu(50, 2000), precpu_stats: cpu(100, 1000) }
  expect(toSample(raw, undefined, NOW)).not.toHaveProperty('cpuPercent')
})

const at = (second: number) => `2026-11-23T10:00:${String(second).padStart(2, '0')}Z`
const networks = (received: number, sent: number) => {
  return { eth0: { rx_bytes: received, tx_bytes: 1 }, eth1: { rx_bytes: 2, tx_bytes: sent } }
}
const blocks = (read: number, written: number) => {
  const entry = (op: string, value: number) => ({ op, value })
  const entries = [entry('Read', read), entry('read', 1), entry('Write', written), entry('Sync', 9)]
  return { io_service_bytes_recursive: entries }
}

test('rates are of the time between two samples, by the engine’s own clock', () => {
  const before = { read: at(0), networks: networks(1000, 50), blkio_stats: blocks(0, 100) }
  const raw = { read: at(2), networks: networks(5000, 250), blkio_stats: blocks(20, 100) }
  expect(toSample(raw, countersOf(before), NOW)).toMatchObject({
    at: NOW,
    spanMs: 2000,
    receivedPerS: 2000,
    sentPerS: 100,
    readPerS: 10,
    writtenPerS: 0,
  })
})

test('what an engine does not count is no zero', () => {
  const raw = { read: at(2), networks: null, blkio_stats: { io_service_bytes_recursive: null } }
  const sample = toSample(raw, countersOf({ ...raw, read: at(0) }), NOW)
  for (const figure of ['receivedPerS', 'sentPerS', 'readPerS', 'writtenPerS', 'pids']) {
    expect(sample).not.toHaveProperty(figure)
  }
})

test('memory and CPU that are not counted are no zero', () => {
  const raw = { read: at(2), memory_stats: {}, cpu_stats: { cpu_usage: {} } }
  const before = countersOf({ ...raw, read: at(0) })
  expect(toSample(raw, before, NOW)).toEqual({ at: NOW, spanMs: 2000 })
  expect(toSample({ memory_stats: { usage: 0 } }, undefined, NOW).memoryBytes).toBe(0)
})

test('what was counted before a long silence says nothing of now', () => {
  const before = { read: '2026-11-23T09:00:00Z', networks: networks(0, 0) }
  const sample = toSample({ read: at(0), networks: networks(9, 9) }, countersOf(before), NOW)
  expect(sample.spanMs).toBe(0)
  expect(sample).not.toHaveProperty('receivedPerS')
})

test('the number of processes is the engine’s', () => {
  expect(toSample({ pids_stats: { current: 7 } }, undefined, NOW).pids).toBe(7)
})

test.each([
  ['cgroup v1', { total_inactive_file: 30, cache: 50 }, 70],
  ['cgroup v2', { inactive_file: 20 }, 80],
  ['old engines', { cache: 40 }, 60],
  ['Podman', null, 100],
  ['a cache larger than all of it', { inactive_file: 200 }, 100],
])('memory of %s leaves out the page cache', (_what, stats, memoryBytes) => {
  const raw = { memory_stats: { usage: 100, limit: 1000, stats } }
  expect(toSample(raw, undefined, NOW)).toMatchObject({ memoryBytes, memoryLimitBytes: 1000 })
})

test('the empty sample of a stopped container is told from a true one', () => {
  expect(isOfStoppedContainer({ read: '0001-01-01T00:00:00Z', memory_stats: {} })).toBe(true)
  expect(isOfStoppedContainer({})).toBe(true)
  const running = { read: '2026-11-23T10:00:00Z', memory_stats: { usage: 1 } }
  expect(isOfStoppedContainer(running)).toBe(false)
})

test('whatever an engine says, a sample holds nothing but numbers', () => {
  const parts = ['read', 'cpu_stats', 'memory_stats', 'networks', 'blkio_stats', 'pids_stats']
  const hostile = record(
    Object.fromEntries(parts.map((part) => [part, jsonValue({ maxDepth: 4 })])),
  ).map((answer): RawStats => JSON.parse(JSON.stringify(answer)))
  assert(
    property(hostile, hostile, (one, other) => {
      const sample = toSample(one, countersOf(other), NOW)
      expect(Object.values(sample).every(Number.isFinite)).toBe(true)
      expect(sample).toHaveProperty('at')
      expect(isOfStoppedContainer(one)).toBeTypeOf('boolean')
    }),
    { numRuns: 1000 },
  )
})
