import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toast, ToastHost } from './toast.tsx'

/** More than any toast is shown for. */
const LONG_MS = 20_000

beforeEach(() => {
  vi.useFakeTimers()
  render(<ToastHost />)
})

afterEach(() => {
  for (const button of screen.queryAllByRole('button', { name: 'Dismiss' })) fireEvent.click(button)
  cleanup()
  vi.useRealTimers()
})

const region = () => screen.getByRole('region', { name: 'Notifications' })
function wait(ms = LONG_MS): void {
  act(() => void vi.advanceTimersByTime(ms))
}

test('good news goes by itself, and bad news later', () => {
  act(() => toast({ kind: 'success', text: 'Stopped "web-1"' }))
  act(() => toast({ kind: 'error', text: 'Cannot stop "db-1"', detail: 'permission denied' }))
  wait(LONG_MS / 2)
  expect(region().textContent).toBe('Cannot stop "db-1"permission denied')
  wait(LONG_MS / 2)
  expect(region().textContent).toBe('')
})

test('what is dismissed goes at once', () => {
  act(() => toast({ kind: 'error', text: 'Cannot stop "db-1"' }))
  fireEvent.click(within(region()).getByRole('button', { name: 'Dismiss' }))
  expect(region().textContent).toBe('')
})

test('bad news stays while somebody reads it, by pointer or by key', () => {
  act(() => toast({ kind: 'error', text: 'Cannot stop "db-1"' }))
  const dismiss = within(region()).getByRole('button', { name: 'Dismiss' })
  act(() => dismiss.focus())
  wait()
  expect(region().textContent).toBe('Cannot stop "db-1"')
  act(() => dismiss.blur())
  wait()
  expect(region().textContent).toBe('')
})

test('nothing goes away under the pointer', () => {
  act(() => toast({ kind: 'info', text: 'Copied' }))
  fireEvent.pointerEnter(screen.getByText('Copied').parentElement?.parentElement ?? document.body)
  wait()
  expect(region().textContent).toBe('Copied')
})

test('its action runs once, and takes it away', () => {
  const run = vi.fn()
  act(() => toast({ kind: 'success', text: 'Stopped "web-1"', action: { label: 'Undo', run } }))
  fireEvent.click(within(region()).getByRole('button', { name: 'Undo' }))
  expect(run).toHaveBeenCalledTimes(1)
  expect(region().textContent).toBe('')
})

test('what has more to say than a toast has room for stays until somebody closes it', () => {
  const onDetails = vi.fn()
  act(() => toast({ kind: 'error', text: 'Stopped 1 of 9 containers', onDetails }))
  wait()
  fireEvent.click(within(region()).getByRole('button', { name: 'Details' }))
  expect(onDetails).toHaveBeenCalledTimes(1)
  expect(region().textContent).toContain('Stopped 1 of 9 containers')
})
