import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QUIET_MS } from './announcement-store.ts'
import { AnnouncerHost, useAnnounced } from './announcer.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function Page({ text }: { readonly text: string | undefined }) {
  useAnnounced(text, 'page')
  return <AnnouncerHost />
}

test('what changes is spoken politely, and what was there at first is not', () => {
  const { rerender } = render(<Page text="Following" />)
  const announcer = screen.getByRole('status', { name: 'Announcements' })
  expect(announcer.getAttribute('aria-live')).toBe('polite')
  expect(announcer.textContent).toBe('')
  rerender(<Page text="Paused" />)
  expect(announcer.textContent).toBe('Paused')
  rerender(<Page text={undefined} />)
  rerender(<Page text="Following" />)
  expect(announcer.textContent).toBe('Paused')
  act(() => void vi.advanceTimersByTime(QUIET_MS))
  expect(announcer.textContent).toBe('Following')
})
