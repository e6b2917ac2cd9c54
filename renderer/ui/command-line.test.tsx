import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { CommandLine } from './command-line.tsx'
import { ToastHost } from './toast.tsx'

afterEach(cleanup)

test('a command is copied as it stands, and that is said', async () => {
  const onCopy = vi.fn(async () => {})
  render(
    <>
      <CommandLine command="sudo apt install docker.io" onCopy={onCopy} />
      <ToastHost />
    </>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Copy sudo apt install docker.io' }))
  expect(onCopy).toHaveBeenCalledWith('sudo apt install docker.io')
  const { textContent } = screen.getByRole('region', { name: 'Notifications' })
  expect(textContent).toBe('Copied the command')
})
