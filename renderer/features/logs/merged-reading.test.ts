import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EngineEvent } from '#shared/contract/activity.ts'
import type { LogEnd } from '#shared/contract/logs.ts'
import { EngineError } from '#shared/errors.ts'
import { encodeFrame } from '#shared/frames.ts'
import { fakePort } from './log-host-here.fixture.ts'
import { logHostHere } from './log-host-here.fixture.ts'
import { LogKeeper } from './log-keeper.ts'
import { LogReading, type ListedContainer, type LogClient } from './log-reading.ts'
import type { LogTarget, MergedTarget } from './log-target.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const START = Date.UTC(2026, 10, 23, 21, 16, 41)
const stampOf = (ms: number) => new Date(START + ms).toISOString().replace('Z', '000001Z')
/** Lines wait for those of others, and reports are told in moderation. */
const settle = () => vi.advanceTimersByTimeAsync(300)

const labels = (service: string) => ({
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': service,
  'com.docker.compose.container-number': '1',
})
const listed = (id: string, service: string): ListedContainer => ({
  id,
  name: `shop-${service}-1`,
  labels: labels(service),
})

const SHOP: MergedTarget = {
  name: 'shop',
  project: { connection: 'local', name: 'shop' },
  containers: [],
}

/** An engine with these containers, whose logs are sent by the test. */
async function start(target: LogTarget | MergedTarget, containers: ListedContainer[]) {
  const streams: {
    id: string
    follow: boolean
    all: boolean
    end: ReturnType<typeof fakePort>
  }[] = []
  const phases: string[] = []
  const older: string[] = []
  let members: readonly string[] = []
  let onEvent = (_event: EngineEvent | { kind: 'resync' }) => {}
  const client: LogClient = {
    open({ id, follow, tail }) {
      const end = fakePort()
      streams.push({ id, follow, all: tail === 'all', end })
      return end.port
    },
    events: (_input, { onValue }) => {
      onEvent = onValue
      return () => {}
    },
    list: () => Promise.resolve(containers),
    isConnected: () => true,
    watchConnection: () => () => {},
  }
  const keeper = new LogKeeper(logHostHere())
  const reading = new LogReading(target, client, keeper, {
    onPhase: ({ kind }) => phases.push(kind),
    onOlder: (phase) => older.push(phase),
    onMembers: (all) => (members = all.map(({ name, phase }) => `${name}: ${phase.kind}`)),
  })
  await settle()
  // Those of the older lines are none of them.
  const last = (id: string) =>
    streams.findLast((stream) => stream.id === id && (stream.follow || !stream.all))
  const say = async (id: string, message: unknown) => {
    last(id)?.end.send(message)
    await settle()
  }
  const api = {
    reading,
    streams,
    last,
    /** Sends lines that were written so many milliseconds after the start. */
    send: (id: string, ...moments: readonly number[]) => {
      const lines = moments.map((ms) => `${stampOf(ms)} ${id} ${ms}\n`).join('')
      return say(id, encodeFrame('stdout', new TextEncoder().encode(lines)))
    },
    end: (id: string, kind: LogEnd['kind'] = 'complete') => say(id, { end: true, value: { kind } }),
    fail: (id: string, error: EngineError) => say(id, { end: true, error: error.toShape() }),
    /** Lets the first lines of each come, which are all of its log. */
    async begin(...ids: readonly string[]) {
      for (const [at, id] of ids.entries()) {
        await api.send(id, at)
        await api.end(id)
      }
      for (const [at, id] of ids.entries()) await api.send(id, at)
    },
    async event(action: string, id: string, service: string, more: Record<string, string> = {}) {
      const attributes = { name: `shop-${service}-1`, ...labels(service), ...more }
      const time = START + 1000
      onEvent({ kind: 'event', type: 'container', action, id, attributes, time })
      await settle()
    },
    async resync() {
      onEvent({ kind: 'resync' })
      await settle()
    },
    async shown() {
      const { first, end } = keeper.extent
      const span = { from: { line: first, column: 0 }, to: { line: end - 1, column: 999 } }
      const { text } = await keeper.text({ ...span, stamps: 'off', most: 9999 })
      return text.split('\n')
    },
    phase: () => phases.at(-1),
    older: () => older.at(-1),
    members: () => members,
  }
  return api
}

test('the logs of a project are read to their ends, put in order, and then followed', async () => {
  const { begin, send, shown, streams, members, older } = await start(SHOP, [
    listed('a', 'web'),
    listed('b', 'db'),
    { id: 'c', name: 'other', labels: {} },
  ])
  expect(streams.map(({ id, follow }) => [id, follow])).toEqual([
    ['b', false],
    ['a', false],
  ])
  await begin('b', 'a')
  expect(members()).toEqual(['db-1: live', 'web-1: live'])
  expect(await shown()).toEqual(['b 0', 'a 1'])
  expect(older()).toBe('whole')
  await send('a', 20)
  await send('b', 21)
  expect(await shown()).toEqual(['b 0', 'a 1', 'a 20', 'b 21'])
})

test('exits, restarts and removals are lines among the others', async () => {
  const { begin, end, event, shown, phase } = await start(SHOP, [
    listed('a', 'web'),
    listed('b', 'db'),
  ])
  await begin('b', 'a')
  await event('oom', 'a', 'web')
  await event('die', 'a', 'web', { exitCode: '137' })
  expect(await shown()).toHaveLength(2)
  await end('a')
  await event('start', 'a', 'web')
  await event('die', 'b', 'db', { exitCode: '0' })
  await end('b')
  await event('destroy', 'b', 'db')
  expect((await shown()).slice(2)).toEqual([
    '── web-1 exited (137): it ran out of memory, and the kernel killed it ──',
    '── web-1 started again ──',
    '── db-1 exited (0) ──',
    '── db-1 was removed ──',
  ])
  expect(phase()).toBe('live')
})

test('a container that is made anew goes on as the same one, also under another name at first', async () => {
  const { begin, end, event, last, send, shown, members } = await start(SHOP, [listed('a', 'web')])
  await begin('a')
  await event('die', 'a', 'web', { exitCode: '0' })
  await end('a')
  await event('rename', 'a', 'web', { name: 'abc_shop-web-1' })
  await event('start', 'n', 'web')
  expect(last('n')).toMatchObject({ follow: true, all: true })
  await send('n', 2000)
  await event('destroy', 'a', 'web')
  expect((await shown()).slice(1)).toEqual([
    '── web-1 exited (0) ──',
    '── web-1 was recreated ──',
    'n 2000',
  ])
  expect(members()).toEqual(['web-1: live'])
})

test('a container that comes to the project joins, and one of another project does not', async () => {
  const { begin, event, send, shown, members } = await start(SHOP, [listed('a', 'web')])
  await begin('a')
  await event('start', 'x', 'web', { name: 'x', 'com.docker.compose.project': 'other' })
  await event('start', 'n', 'cache')
  await send('n', 2000)
  expect(members()).toEqual(['web-1: live', 'cache-1: live'])
  expect((await shown()).slice(1)).toEqual(['── cache-1 joined the project ──', 'n 2000'])
})

test('who was made anew while no events came is found by its name', async () => {
  const containers = [listed('a', 'web')]
  const { begin, end, last, fail, resync } = await start(SHOP, containers)
  await begin('a')
  await end('a')
  containers.splice(0, 1, listed('n', 'web'))
  await resync()
  await fail('a', new EngineError({ code: 'not-found', message: 'No such container' }))
  expect(last('n')).toMatchObject({ follow: true, all: true })
})

test('who was made anew is read once, however many notice it', async () => {
  const containers = [listed('a', 'web'), listed('b', 'db')]
  const { begin, end, last, resync, streams } = await start(SHOP, containers)
  await begin('a', 'b')
  await end('a')
  await end('b')
  containers.splice(0, 2, listed('n', 'web'), listed('m', 'db'))
  const gone = new EngineError({ code: 'not-found', message: 'No such container' })
  const looked = resync()
  // Their ends come before the list does.
  for (const id of ['a', 'b']) last(id)?.end.send({ end: true, error: gone.toShape() })
  await looked
  // So long a container that is still read may take to end.
  await vi.advanceTimersByTimeAsync(2000)
  const whole = streams.filter(({ all, follow }) => all && follow).map(({ id }) => id)
  expect(whole).toEqual(['n', 'm'])
})

test('a container whose newest lines could not be read is read whole once it can be', async () => {
  const { reading, begin, fail, last } = await start(SHOP, [listed('a', 'web'), listed('b', 'db')])
  await fail('b', new EngineError({ code: 'timeout', message: 'No answer' }))
  await begin('a')
  reading.read()
  expect(last('b')).toMatchObject({ follow: true, all: true })
})

test('a log that cannot be read takes nothing from the others, and its line says why', async () => {
  const { begin, fail, shown, phase } = await start(SHOP, [listed('a', 'web'), listed('b', 'db')])
  const refused = { code: 'refused', message: 'No', engineMessage: 'driver has no logs' } as const
  await fail('b', new EngineError(refused))
  await begin('a')
  expect(await shown()).toContain('a 0')
  expect(await shown()).toContain('── db-1 cannot be read: driver has no logs ──')
  expect(phase()).toBe('live')
})

test('a project without containers says so, and is looked for again when a person wants it', async () => {
  const containers: ListedContainer[] = []
  const { reading, phase, streams } = await start(SHOP, containers)
  expect(phase()).toBe('failed')
  containers.push(listed('a', 'web'))
  reading.read()
  // While it is looked for, it is not looked for again.
  reading.read()
  expect(phase()).toBe('opening')
  await settle()
  expect(streams).toHaveLength(1)
})

test('the log of one container goes on with the one that takes its name', async () => {
  const target = { connection: 'local', id: 'a', name: 'shop-web-1' }
  const { end, event, last, send, shown, phase } = await start(target, [])
  await send('a', 1)
  await event('destroy', 'a', 'web')
  await end('a')
  expect(phase()).toBe('gone')
  await event('start', 'n', 'web')
  await send('n', 2000)
  expect(last('n')).toMatchObject({ follow: true, all: true })
  expect((await shown()).filter((text) => text.startsWith('──'))).toEqual([
    '── shop-web-1 was removed ──',
    '── shop-web-1 was recreated ──',
  ])
  expect(phase()).toBe('live')
})

test('a log that goes on over a restart has it said too', async () => {
  const target = { connection: 'local', id: 'a', name: 'shop-web-1' }
  const { event, send, shown } = await start(target, [])
  await send('a', 1)
  await event('die', 'a', 'web', { exitCode: '1' })
  await event('start', 'a', 'web')
  await vi.advanceTimersByTimeAsync(1000)
  expect((await shown()).filter((text) => text.startsWith('──'))).toEqual([
    '── shop-web-1 exited (1) ──',
    '── shop-web-1 started again ──',
  ])
})

test('closing closes all streams', async () => {
  const { begin, reading, last } = await start(SHOP, [listed('a', 'web'), listed('b', 'db')])
  await begin('b', 'a')
  reading.close()
  expect(['a', 'b'].map((id) => last(id)?.end.isClosed)).toEqual([true, true])
})
