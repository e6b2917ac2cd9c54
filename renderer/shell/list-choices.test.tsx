import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useListChoices } from './list-choices.ts'

const open = (page: 'containers' | 'images' = 'containers') =>
  renderHook(() => useListChoices(page)).result

beforeEach(() => localStorage.clear())
afterEach(cleanup)

test('what was chosen for a list is there again, and not in another list', () => {
  const list = open()
  act(() => list.current[1](() => ({ grouping: 'state', columns: { ports: false } })))
  act(() =>
    list.current[1](({ filters }) => ({
      filters: [...filters, { name: 'down', filter: 'state:stopped' }],
    })),
  )
  expect(open().current[0]).toEqual({
    grouping: 'state',
    collapsed: [],
    columns: { ports: false },
    filters: [{ name: 'down', filter: 'state:stopped' }],
  })
  expect(open('images').current[0]).toEqual({ collapsed: [], columns: {}, filters: [] })
})

test('what cannot be read of it is left out', () => {
  const kept = {
    grouping: 7,
    collapsed: ['shop', 7],
    columns: { ports: 'no', image: true },
    filters: [{ name: 'a' }, null, { name: 'b', filter: 'x' }],
  }
  localStorage.setItem('list-choices', JSON.stringify([['containers', kept]]))
  expect(open().current[0]).toEqual({
    collapsed: ['shop'],
    columns: { image: true },
    filters: [{ name: 'b', filter: 'x' }],
  })
})
