import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AskingHost } from './asking.tsx'
import { confirm } from './confirm.tsx'
import { ErrorState } from './error-state.tsx'
import { toast, ToastHost } from './toast.tsx'

/** Turns what follows it around, and a bell. */
const HOSTILE = 'x\u202egnp.exe\u0007'
const SHOWN = 'x⟨202E⟩gnp.exe␇'

afterEach(cleanup)

test('an error shows the marks of what an engine hid in its words, and keeps its lines', () => {
  render(<ErrorState error={{ message: HOSTILE, engineMessage: `a\n${HOSTILE}`, hint: HOSTILE }} />)
  expect(screen.getByRole('alert').textContent).toBe(`${SHOWN}a\n${SHOWN}${SHOWN}`)
})

test('so does a message', () => {
  render(<ToastHost />)
  act(() => toast({ kind: 'error', text: HOSTILE, detail: `a\n${HOSTILE}` }))
  const { textContent } = screen.getByRole('region', { name: 'Notifications' })
  expect(textContent).toBe(`${SHOWN}a\n${SHOWN}`)
})

test('so does a question, and what must be typed', async () => {
  render(<AskingHost />)
  const objects = [{ name: HOSTILE, detail: HOSTILE }]
  act(() => {
    const shown = { question: 'Remove?', verb: 'Remove', objects, typeToConfirm: HOSTILE }
    void confirm({ ...shown, tier: 3 })
  })
  const { textContent } = await screen.findByRole('alertdialog', { name: 'Remove?' })
  expect(textContent).toContain(`Type ${SHOWN} to confirm`)
  expect(textContent).toContain(`${SHOWN}${SHOWN}`)
  expect(textContent).not.toContain('\u202e')
  act(() => screen.getByRole('button', { name: 'Cancel' }).click())
})
