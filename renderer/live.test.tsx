import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { containersKey, containersQuery } from '#features/containers'
import type { EngineEvent, Resync } from '#shared/contract/activity.ts'
import type { ConnectionState } from '#shared/contract/connections.ts'
import type { ContainerState, ContainerSummary } from '#shared/contract/containers.ts'
import { startLive, type LiveSource } from './live.ts'
import { COLLECT_MS } from './live/collect-ids.ts'
import { SETTLE_MS } from './live/touch-journal.ts'

const CONNECTION = 'default'

/** An engine that answers when the test says so. */
function fakeEngine(rows: readonly ContainerSummary[]) {
  let truth = rows
  let listener: Parameters<LiveSource['events']>[1]
  let state: ConnectionState['kind'] = 'connected'
  const watchers = new Set<() => void>()
  const calls: (readonly string[] | undefined)[] = []
  const waiting: (() => void)[] = []
  const list: LiveSource['listContainers'] = ({ ids }) => {
    calls.push(ids)
    const answer = ids ? truth.filter(({ id }) => ids.includes(id)) : truth
    return new Promise((resolve) => waiting.push(() => resolve(answer)))
  }
  const source: LiveSource = {
    events: (_, given) => {
      listener = given
      return () => {}
    },
    listContainers: list,
    connectionState: () => ({ kind: state, since: 0 }) as ConnectionState,
    watchConnection: (_, watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
  return {
    source,
    calls,
    set: (next: readonly ContainerSummary[]) => (truth = next),
    emit: (value: EngineEvent | Resync) => listener.onValue(value),
    become(next: ConnectionState['kind']) {
      state = next
      for (const watcher of watchers) watcher()
    },
    /** Answers the questions put so far, the oldest first unless told otherwise. */
    async answer(which = waiting.map((_, index) => index)) {
      const taken = which.map((index) => waiting[index])
      waiting.splice(0)
      for (const settle of taken) settle?.()
      await vi.advanceTimersByTimeAsync(0)
    },
    wholeLists: () => calls.filter((ids) => ids === undefined).length,
  }
}

function row(id: string, state: ContainerState = { kind: 'running' }): ContainerSummary {
  return {
    id,
    name: id,
    image: 'busybox',
    imageId: 'sha256:1',
    command: 'sh',
    createdAt: 0,
    state,
    status: '',
    ports: [],
    labels: {},
    networks: [],
    mounts: [],
  }
}

function event(action: string, id: string, attributes: Record<string, string> = {}): EngineEvent {
  return { kind: 'event', type: 'container', action, id, attributes, time: 0 }
}

const EXITED: ContainerState = { kind: 'exited', exitCode: 0 }
const HEALTH: ContainerState = { kind: 'running', health: 'unhealthy' }

/** As the fake clock draws. */
const FRAME_MS = 16

/** A window that shows the list of a fake engine. */
async function openWindow(rows: readonly ContainerSummary[]) {
  const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } })
  const engine = fakeEngine(rows)
  const stop = startLive(client, CONNECTION, engine.source)
  const query = containersQuery(CONNECTION, engine.source.listContainers)
  const observer = new QueryObserver(client, query)
  const unsubscribe = observer.subscribe(() => {})
  await engine.answer()
  // What the list leaves open is asked for once the list is painted.
  await vi.advanceTimersByTimeAsync(2 * FRAME_MS)
  await engine.answer()
  const shown = () =>
    client.getQueryData<readonly ContainerSummary[]>(containersKey(CONNECTION)) ?? []
  return {
    engine,
    shown,
    find: (id: string) => shown().find((container) => container.id === id),
    close() {
      unsubscribe()
      stop()
      client.clear()
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an event that says enough', () => {
  test.each([
    ['start', {}, EXITED, { kind: 'running' }],
    ['die', { exitCode: '137' }, { kind: 'running' }, { kind: 'exited', exitCode: 137 }],
    ['pause', {}, { kind: 'running' }, { kind: 'paused' }],
    ['unpause', {}, { kind: 'paused' }, { kind: 'running' }],
    ['health_status', { health: 'unhealthy' }, { kind: 'running' }, HEALTH],
  ] as const)('"%s" changes its row before the engine is asked', async (action, how, from, to) => {
    const { engine, find, close } = await openWindow([row('a', from)])
    engine.emit(event(action, 'a', how))
    expect(find('a')?.state).toEqual(to)
    close()
  })

  test('a rename shows the new name at once, without the slash', async () => {
    const { engine, find, close } = await openWindow([row('a')])
    engine.emit(event('rename', 'a', { name: '/b', oldName: '/a' }))
    expect(find('a')?.name).toBe('b')
    close()
  })

  test('a destroyed container leaves the list, and the engine is not asked', async () => {
    const { engine, find, close } = await openWindow([row('a'), row('b')])
    const before = engine.calls.length
    engine.emit(event('destroy', 'a'))
    expect(find('a')).toBeUndefined()
    expect(engine.calls).toHaveLength(before)
    close()
  })

  test('every other row stays the same object', async () => {
    const { engine, find, close } = await openWindow([row('a'), row('b')])
    const b = find('b')
    engine.emit(event('pause', 'a'))
    expect(find('b')).toBe(b)
    close()
  })
})

describe('what the engine is asked', () => {
  test('a new container is fetched by its id, at once', async () => {
    const { engine, find, close } = await openWindow([row('a')])
    engine.set([row('a'), row('b', { kind: 'created' })])
    engine.emit(event('create', 'b'))
    expect(engine.calls.at(-1)).toEqual(['b'])
    await engine.answer()
    expect(find('b')?.state.kind).toBe('created')
    close()
  })

  test.each(['untag', 'delete', 'tag'])(
    'after "%s" of an image its containers are asked for again, and no others',
    async (action) => {
      const other = { ...row('b'), imageId: 'sha256:2', image: 'redis:7' }
      const { engine, find, close } = await openWindow([row('a'), other])
      engine.set([{ ...row('a'), image: 'sha256:1' }, other])
      const before = engine.calls.length
      engine.emit({ ...event(action, 'sha256:1', { name: 'sha256:1' }), type: 'image' })
      expect(engine.calls.slice(before)).toEqual([['a']])
      await engine.answer()
      expect(find('a')?.image).toBe('sha256:1')
      close()
    },
  )

  test('a tag that went to another image is looked up for those that had it', async () => {
    const { engine, close } = await openWindow([row('a')])
    engine.emit({ ...event('tag', 'sha256:9', { name: 'busybox' }), type: 'image' })
    expect(engine.calls.at(-1)).toEqual(['a'])
    close()
  })

  test('a burst of 195 creates costs no whole list, and three questions', async () => {
    const { engine, shown, close } = await openWindow([])
    const ids = Array.from({ length: 195 }, (_, index) => `c${index}`)
    engine.set(ids.map((id) => row(id)))
    const before = engine.calls.length
    for (const id of ids) engine.emit(event('create', id))
    await vi.advanceTimersByTimeAsync(COLLECT_MS)
    await engine.answer()
    await engine.answer()
    expect(engine.wholeLists()).toBe(1)
    expect(engine.calls.length - before).toBe(3)
    expect(shown()).toHaveLength(195)
    close()
  })

  test('what goes on inside a container costs nothing', async () => {
    const { engine, close } = await openWindow([row('a')])
    const before = engine.calls.length
    for (const action of ['exec_create', 'exec_start', 'exec_die', 'attach', 'top', 'kill']) {
      engine.emit(event(action, 'a'))
    }
    expect(engine.calls).toHaveLength(before)
    close()
  })

  test('a resync reads the whole list again', async () => {
    const { engine, find, close } = await openWindow([row('a')])
    engine.set([row('b')])
    engine.emit({ kind: 'resync' })
    await engine.answer()
    expect(engine.wholeLists()).toBe(2)
    expect(find('a')).toBeUndefined()
    expect(find('b')).toBeDefined()
    close()
  })

  test('a resync during the first read has the list read once more', async () => {
    const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } })
    const engine = fakeEngine([row('a')])
    const stop = startLive(client, CONNECTION, engine.source)
    const query = containersQuery(CONNECTION, engine.source.listContainers)
    const unsubscribe = new QueryObserver(client, query).subscribe(() => {})
    // The engine has read its list; it makes one more before its events are listened to.
    engine.set([row('a'), row('b')])
    engine.emit({ kind: 'resync' })
    await engine.answer()
    expect(client.getQueryData(containersKey(CONNECTION))).toHaveLength(1)
    await engine.answer()
    expect(client.getQueryData(containersKey(CONNECTION))).toHaveLength(2)
    unsubscribe()
    stop()
  })

  test('a storm of resyncs reads the list again only as often as it calms down', async () => {
    const { engine, close } = await openWindow([row('a')])
    for (let count = 0; count < 50; count += 1) engine.emit({ kind: 'resync' })
    await engine.answer()
    await vi.advanceTimersByTimeAsync(1000)
    await engine.answer()
    expect(engine.wholeLists()).toBe(3)
    close()
  })

  test('an engine that comes back has its lists read again', async () => {
    const { engine, close } = await openWindow([row('a')])
    engine.become('reconnecting')
    engine.become('connected')
    await engine.answer()
    expect(engine.wholeLists()).toBe(2)
    close()
  })

  test('after the whole list, created containers are asked about to find refused starts', async () => {
    const created = row('a', { kind: 'created' })
    const refused = row('a', { kind: 'failed-to-start', exitCode: 127, reason: 'no such file' })
    const { engine, find, close } = await openWindow([created, row('b')])
    expect(engine.calls).toEqual([undefined, ['a']])
    engine.emit(event('update', 'a'))
    engine.set([refused, row('b')])
    await vi.advanceTimersByTimeAsync(COLLECT_MS)
    engine.emit(event('update', 'a'))
    await engine.answer()
    expect(find('a')?.state.kind).toBe('failed-to-start')
    engine.set([created, row('b')])
    engine.emit({ kind: 'resync' })
    await engine.answer([0])
    expect(find('a')?.state.kind).toBe('failed-to-start')
    close()
  })
})

describe('answers that come late', () => {
  test('an answer older than an event does not undo it', async () => {
    const { engine, find, close } = await openWindow([row('a')])
    engine.emit(event('update', 'a'))
    engine.emit(event('die', 'a', { exitCode: '1' }))
    await engine.answer()
    expect(find('a')?.state).toEqual({ kind: 'exited', exitCode: 1 })
    close()
  })

  test('an answer does not bring back a container that was destroyed meanwhile', async () => {
    const { engine, find, close } = await openWindow([row('a')])
    engine.emit(event('update', 'a'))
    engine.emit(event('destroy', 'a'))
    await engine.answer()
    expect(find('a')).toBeUndefined()
    close()
  })

  test('of two answers about one container the one asked for later stands', async () => {
    const { engine, find, close } = await openWindow([row('a', EXITED)])
    engine.emit(event('update', 'a'))
    engine.set([row('a', { kind: 'paused' })])
    await vi.advanceTimersByTimeAsync(COLLECT_MS)
    engine.emit(event('update', 'a'))
    await engine.answer([1, 0])
    expect(find('a')?.state.kind).toBe('paused')
    close()
  })

  test('a whole list older than an event does not undo it', async () => {
    const { engine, find, close } = await openWindow([row('a'), row('b')])
    engine.emit({ kind: 'resync' })
    engine.emit(event('die', 'a', { exitCode: '2' }))
    engine.emit(event('destroy', 'b'))
    await engine.answer()
    expect(find('a')?.state).toEqual({ kind: 'exited', exitCode: 2 })
    expect(find('b')).toBeUndefined()
    close()
  })

  test('an answer given before the engine has caught up with its own event is not believed', async () => {
    const { engine, find, close } = await openWindow([row('a')])
    engine.emit(event('die', 'a', { exitCode: '1' }))
    engine.emit(event('update', 'a'))
    await engine.answer()
    expect(find('a')?.state.kind).toBe('exited')
    close()
  })

  test('after an event has settled, the engine is asked for the rest of its row', async () => {
    const { engine, find, close } = await openWindow([row('a')])
    engine.emit(event('die', 'a', { exitCode: '1' }))
    engine.set([row('a', { kind: 'restarting' })])
    await vi.advanceTimersByTimeAsync(SETTLE_MS)
    await engine.answer()
    expect(find('a')?.state.kind).toBe('restarting')
    close()
  })
})

test('a container that the engine starts again by itself does not flash as ended', async () => {
  const { engine, find, close } = await openWindow([row('a', { kind: 'restarting' })])
  engine.emit(event('start', 'a'))
  engine.emit(event('die', 'a', { exitCode: '1' }))
  expect(find('a')?.state.kind).toBe('restarting')
  engine.set([row('a', { kind: 'exited', exitCode: 1 })])
  await vi.advanceTimersByTimeAsync(SETTLE_MS)
  await engine.answer()
  expect(find('a')?.state.kind).toBe('exited')
  close()
})
