import { beforeEach, expect, test, vi } from 'vitest'
import type { Connection, ConnectionState } from '#shared/contract/connections.ts'
import { openConnections } from './open-connections.ts'

type Kind = ConnectionState['kind']

/** Known for as long as somebody looks, as the window has it. */
const shown = vi.hoisted(() => ({
  states: new Map<string, string>(),
  listeners: new Map<string, () => void>(),
  list: [] as { id: string; mode: string }[],
}))
vi.mock('./queries.ts', () => ({ listedConnections: () => shown.list }))
vi.mock('./connection-states.ts', () => ({
  connectionState: (id: string) => ({
    kind: shown.listeners.has(id) ? (shown.states.get(id) ?? 'connecting') : 'connecting',
  }),
  watchConnection(id: string, listener: () => void) {
    shown.listeners.set(id, listener)
    return () => void shown.listeners.delete(id)
  },
}))

function become(id: string, kind: Kind) {
  shown.states.set(id, kind)
  shown.listeners.get(id)?.()
}

const connection = (id: string, mode: Connection['mode'] = 'full') => ({ id, mode })

beforeEach(() => {
  shown.states.clear()
  shown.listeners.clear()
})

test('those that answer and may be changed are offered, and nobody looks at them any more', async () => {
  shown.list = [
    connection('here'),
    connection('away'),
    connection('asks', 'confirm'),
    connection('prod', 'read-only'),
  ]
  const open = openConnections()
  for (const id of ['here', 'asks', 'prod']) become(id, 'connected')
  become('away', 'disconnected')
  expect((await open).map(({ id }) => id)).toEqual(['here', 'asks'])
  expect(shown.listeners.size).toBe(0)
})

test('one that does not answer in time is left out', async () => {
  vi.useFakeTimers()
  shown.list = [connection('slow'), connection('here')]
  const open = openConnections()
  become('here', 'connected')
  await vi.runAllTimersAsync()
  expect((await open).map(({ id }) => id)).toEqual(['here'])
  vi.useRealTimers()
})
