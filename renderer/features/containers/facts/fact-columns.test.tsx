import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { sortRows } from '#ui/data-grid/sort-rows.ts'
import { shownContainer } from '../shown-container.fixture.ts'
import { FACT_COLUMNS } from './fact-columns.tsx'
import { forgetFacts } from './facts.ts'

const answers = vi.hoisted(() => new Map<string, unknown>())

vi.mock('../../../ipc/client.ts', () => {
  const ask = async ({ id }: { readonly id: string }) => {
    const answer = answers.get(id)
    if (answer instanceof Error) throw answer
    return answer
  }
  return { engine: { containers: { restarts: ask, platform: ask, size: ask } } }
})

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 1, 3, 14, 32) })
})
afterEach(() => {
  vi.useRealTimers()
  forgetFacts('default')
  answers.clear()
})

const column = (id: string) => {
  const found = FACT_COLUMNS.find((one) => one.id === id)
  if (!found) throw new Error(`There is no column ${id}`)
  return found
}

async function draw(id: string, answer: unknown) {
  answers.set('a1', answer)
  render(column(id).render(shownContainer()))
  expect(screen.getByText('…')).toBeTruthy()
  await act(() => vi.advanceTimersByTimeAsync(300))
}

test('what is on its way shows as such, and then what the engine says', async () => {
  await draw('restarts', 1204)
  expect(document.body.textContent).toBe('1,204')
})

test('what could not be read is a dash, with the reason', async () => {
  await draw('platform', new EngineError({ code: 'timeout', message: 'Too late' }))
  expect(screen.getByText('—').dataset['tooltip']).toBe('Too late')
})

test('a size says what it is of, and how old it is', async () => {
  await draw('size', { writtenBytes: 12_300, totalBytes: 4_500_000 })
  const { tooltip } = screen.getByText('12.3 kB').dataset
  expect(tooltip).toBe('4.5 MB with its image, as measured at 14:32')
})

test('a list is sorted by what is known, and the rest comes last', async () => {
  const rows = ['unknown', 'few', 'many'].map((id) => shownContainer({ id, name: id }))
  answers.set('few', 1)
  answers.set('many', 20)
  for (const row of rows.slice(1)) render(column('restarts').render(row))
  await act(() => vi.advanceTimersByTimeAsync(300))
  const sorted = (direction: 'ascending' | 'descending') =>
    sortRows(rows, FACT_COLUMNS, { column: 'restarts', direction }, ({ name }) => name)
  expect(sorted('descending').map(({ id }) => id)).toEqual(['many', 'few', 'unknown'])
  expect(sorted('ascending').map(({ id }) => id)).toEqual(['few', 'many', 'unknown'])
})
