import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AnnouncerHost } from '#ui/announcer.tsx'
import type { Notice } from '#shared/contract/desktop.ts'

let tell: (notices: readonly Notice[]) => void
const stop = vi.fn<() => void>()
const dismissNotices = vi.fn<() => void>()
vi.mock('../ipc/client.ts', () => ({
  engine: {
    desktop: {
      dismissNotices: () => dismissNotices(),
      notices: (_input: object, { onValue }: { onValue: typeof tell }) => {
        tell = onValue
        return stop
      },
    },
  },
}))
const { NoticeBanner } = await import('./notice-banner.tsx')

beforeEach(() => {
  render(
    <>
      <NoticeBanner />
      <AnnouncerHost />
    </>,
  )
})
afterEach(cleanup)

const banner = () => screen.getByRole('status', { name: 'Notices' })

test('what is told is also spoken', () => {
  expect(banner().textContent).toBe('')
  act(() => tell([{ kind: 'fault', count: 1 }]))
  expect(banner().textContent).toContain('an error of its own')
  const spoken = screen.getByRole('status', { name: 'Announcements' }).textContent
  expect(spoken).toContain('an error of its own')
})

test('a flood of faults stays one line', () => {
  act(() => tell([{ kind: 'fault', count: 1 }]))
  act(() => tell([{ kind: 'fault', count: 500 }]))
  expect(within(banner()).getByText(/500 errors/)).toBeTruthy()
  expect(banner().querySelectorAll('p')).toHaveLength(1)
})

test('it is dismissed where it is kept, and goes when that says so', () => {
  act(() => tell([{ kind: 'fault', count: 1 }]))
  fireEvent.click(within(banner()).getByRole('button', { name: 'Dismiss' }))
  expect(dismissNotices).toHaveBeenCalledTimes(1)
  act(() => tell([]))
  expect(banner().textContent).toBe('')
})
