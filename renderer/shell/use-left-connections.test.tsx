import { act, renderHook } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useDock } from '#features/dock'
import { useLeftConnections } from './use-left-connections.ts'

const FOLDED = [{ id: 'colima' }, { id: 'wsl' }]
vi.mock('#features/connections', () => ({ useFolded: () => FOLDED }))
vi.mock('#features/dock', async () => {
  const { create } = await import('zustand')
  return { useDock: create(() => ({ tabs: [] })) }
})

const SHOWN = ['lab', 'wsl']

test('a folded connection is left once neither the page nor the dock shows it', () => {
  const tab = { target: { connection: 'colima' } }
  useDock.setState({ tabs: [tab] } as never)
  const { result } = renderHook(() => useLeftConnections(SHOWN))
  expect(result.current).toEqual([])
  act(() => useDock.setState({ tabs: [] }))
  expect(result.current).toEqual(['colima'])
})
