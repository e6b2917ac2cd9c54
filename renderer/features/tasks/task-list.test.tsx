import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Task } from '#shared/contract/tasks.ts'
import { engine } from '../../ipc/client.ts'
import { TaskList } from './task-list.tsx'
import { followTasks } from './tasks-store.ts'

vi.mock('../../ipc/client.ts', () => ({ engine: { tasks: { watch: vi.fn() } } }))
vi.mock('#features/connections', () => ({
  useConnectionAccess: () => 'full',
  blockedReason: () => undefined,
}))

afterEach(cleanup)
beforeAll(followTasks)

/** The main process says that these run. */
function run(...names: readonly string[]) {
  const [, { onValue } = {}] = vi.mocked(engine.tasks.watch).mock.lastCall ?? []
  const tasks: readonly Task[] = names.map((name) => ({
    id: name,
    connection: 'c',
    kind: 'pull',
    name,
    effect: 'change',
    state: { kind: 'running' },
    parts: [],
    progress: { done: 0 },
    startedAt: 0,
    canRetry: false,
    isTold: false,
  }))
  act(() => onValue?.(tasks))
}

test('a card that goes gives the focus to the next one, and the last one back to where it came from', () => {
  run('one', 'two')
  render(
    <>
      <button type="button">Before</button>
      <TaskList />
    </>,
  )
  const button = (name: string) => screen.getByRole('button', { name })
  act(() => button('Before').focus())
  act(() => button('Cancel one').focus())
  run('two')
  expect(document.activeElement).toBe(button('Details of two'))
  run()
  expect(document.activeElement).toBe(button('Before'))
})

test('whoever is elsewhere stays there', () => {
  run('one')
  render(
    <>
      <button type="button">Elsewhere</button>
      <TaskList />
    </>,
  )
  act(() => screen.getByRole('button', { name: 'Cancel one' }).focus())
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus())
  run()
  expect(document.activeElement?.textContent).toBe('Elsewhere')
})
