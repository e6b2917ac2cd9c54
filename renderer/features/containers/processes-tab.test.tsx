import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import type { ShownState } from './pending-containers.ts'
import { shownContainer } from './shown-container.fixture.ts'

const list = vi.fn()
vi.mock('../../ipc/client.ts', () => ({ engine: { processes: { list } } }))
vi.mock('./send-signal.ts', () => ({ sendSignal: vi.fn() }))
const { ProcessesTab } = await import('./processes-tab.tsx')

const OPEN = { kind: 'open' } as const
const READ_ONLY = { kind: 'closed', reason: '"dev" is read-only' } as const
const TABLE = {
  titles: ['PID', 'USER', 'COMMAND'],
  pidAt: 0,
  commandAt: 2,
  processes: [
    { pid: '41', command: 'nginx', isMain: true, cells: ['41', 'root', 'nginx'] },
    { pid: '42', command: 'worker', isMain: false, cells: ['42', 'www', 'worker'] },
  ],
}

beforeEach(() => {
  vi.useFakeTimers()
  list.mockReset().mockImplementation(() => Promise.resolve(structuredClone(TABLE)))
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  setVisibility('visible')
})

test('it is looked at every few seconds, and no more once it is left', async () => {
  const { unmount } = draw({ kind: 'running' })
  await pass(0)
  expect(screen.getByRole('row', { name: '42 worker' })).toBeDefined()
  expect(list).toHaveBeenCalledTimes(1)
  await pass(6500)
  expect(list).toHaveBeenCalledTimes(3)
  unmount()
  await pass(30_000)
  expect(list).toHaveBeenCalledTimes(3)
})

test('nothing is asked in a window that is hidden', async () => {
  draw({ kind: 'running' })
  await pass(0)
  setVisibility('hidden')
  await pass(30_000)
  expect(list).toHaveBeenCalledTimes(1)
  setVisibility('visible')
  await pass(3000)
  expect(list.mock.calls.length).toBeGreaterThan(1)
})

test('an engine that is slow is never asked twice at a time', async () => {
  list.mockImplementation(() => new Promise(() => {}))
  draw({ kind: 'running' })
  await pass(30_000)
  expect(list).toHaveBeenCalledTimes(1)
})

test.each([
  [{ kind: 'paused' } as const, /It is paused/],
  [{ kind: 'exited', exitCode: 0 } as const, /It is not running/],
  [{ kind: 'restarting' } as const, /It is restarting/],
])('a container that is %j says so, and nothing is asked', async (state, words) => {
  draw(state)
  await pass(10_000)
  expect(screen.getByRole('status').textContent).toMatch(words)
  expect(list).not.toHaveBeenCalled()
})

test('a look that fails leaves the last list, and says that it is old', async () => {
  draw({ kind: 'running' })
  await pass(0)
  list.mockRejectedValue(new EngineError({ code: 'timeout', message: 'Too late' }))
  await pass(3500)
  expect(screen.getByRole('row', { name: '41 nginx' })).toBeDefined()
  expect(screen.getByText('Not up to date. Too late')).toBeDefined()
})

test.each([
  [OPEN, null],
  [READ_ONLY, 'true'],
])('where access is %j, signals are greyed: %s', async (access, disabled) => {
  draw({ kind: 'running' }, access)
  await pass(0)
  fireEvent.contextMenu(screen.getByRole('row', { name: '42 worker' }))
  await pass(100)
  const kill = screen.getByRole('menuitem', { name: /^Send KILL/ })
  expect(kill.getAttribute('aria-disabled')).toBe(disabled)
  expect(screen.getByRole('menuitem', { name: 'Copy command' })).toBeDefined()
})

function draw(state: ShownState, access: typeof OPEN | typeof READ_ONLY = OPEN) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <ProcessesTab container={shownContainer({ state })} access={access} />
    </QueryClientProvider>,
  )
}

function pass(ms: number) {
  return act(() => vi.advanceTimersByTimeAsync(ms))
}

function setVisibility(value: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', { value, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}
