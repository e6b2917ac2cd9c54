import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { TaskList } from './task-list.tsx'
import { beginTask } from '#ui/task-store.ts'

afterEach(cleanup)

test('a card that goes gives the focus to the next one, and the last one back to where it came from', () => {
  const one = beginTask({ name: 'one', cancel: () => {} })
  const two = beginTask({ name: 'two', cancel: () => {} })
  render(
    <>
      <button type="button">Before</button>
      <TaskList />
    </>,
  )
  const button = (name: string) => screen.getByRole('button', { name })
  act(() => button('Before').focus())
  act(() => button('Cancel one').focus())
  act(() => one.end())
  expect(document.activeElement).toBe(button('Cancel two'))
  act(() => two.end())
  expect(document.activeElement).toBe(button('Before'))
})

test('whoever is elsewhere stays there', () => {
  const task = beginTask({ name: 'one', cancel: () => {} })
  render(
    <>
      <button type="button">Elsewhere</button>
      <TaskList />
    </>,
  )
  act(() => screen.getByRole('button', { name: 'Cancel one' }).focus())
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus())
  act(() => task.end())
  expect(document.activeElement?.textContent).toBe('Elsewhere')
})
