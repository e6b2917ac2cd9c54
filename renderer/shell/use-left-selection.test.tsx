import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useLeftSelection } from './use-left-selection.ts'

const SELECTION = new Set(['data', 'cache'])

function left(rows: readonly string[], isTrue = true) {
  const options = { rows, rowId: (row: string) => row, knows: () => isTrue }
  return renderHook(() => useLeftSelection(SELECTION, options)).result.current
}

test('what went from the list is not selected when another one of its name comes', () => {
  expect([...left(['cache', 'other'])]).toEqual(['cache'])
})

test('a list that is not known to be true takes nothing from the selection', () => {
  expect(left([], false)).toBe(SELECTION)
})

test('while all of it is there the selection is the same', () => {
  expect(left(['other', 'data', 'cache'])).toBe(SELECTION)
})
