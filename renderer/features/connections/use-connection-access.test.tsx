import { renderHook } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ConnectionState } from '#shared/contract/connections.ts'

let state: { kind: ConnectionState['kind'] }
vi.mock('./queries.ts', () => ({
  useConnection: () => ({ id: 'c', name: 'dev', mode: 'full' }),
}))
vi.mock('./connection-states.ts', () => ({ useConnectionState: () => state }))
const { useConnectionAccess } = await import('./connection-access.ts')

beforeEach(() => {
  state = { kind: 'connected' }
})

test('access stays the same object while it says the same, or every row would be drawn again', () => {
  const { result, rerender } = renderHook(() => useConnectionAccess('c'))
  const before = result.current
  state = { kind: 'connected' }
  rerender()
  expect(result.current).toBe(before)
})

test('a lost engine closes it', () => {
  const { result, rerender } = renderHook(() => useConnectionAccess('c'))
  expect(result.current.kind).toBe('open')
  state = { kind: 'reconnecting' }
  rerender()
  expect(result.current).toEqual({ kind: 'closed', reason: '"dev" is not connected' })
})
