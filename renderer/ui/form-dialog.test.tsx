import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Yes } from '#lib/consent.ts'
import { AskingHost } from './asking.tsx'
import { askForm, type FormDialogOptions } from './form-dialog.tsx'

beforeEach(() => void render(<AskingHost />))
afterEach(cleanup)

const submit = vi.fn<NonNullable<FormDialogOptions['submit']>>()

async function open() {
  let values: unknown = 'not yet'
  act(() => {
    void askForm({
      title: 'Create box',
      verb: 'Create box',
      fields: [
        { kind: 'text', name: 'name', label: 'Name' },
        {
          kind: 'text',
          name: 'size',
          label: 'Size',
          validate: (size) => (/^\d+$/.test(size) ? undefined : 'A size is a number'),
        },
      ],
      submit,
    }).then((answer) => (values = answer))
  })
  await screen.findByRole('dialog', { name: 'Create box' })
  const field = (name: string) => screen.getByRole('textbox', { name })
  await waitFor(() => expect(document.activeElement).toBe(field('Name')))
  return { field, answer: () => values, user: userEvent.setup() }
}

test('a field with something wrong says what, and has the focus', async () => {
  const { field, answer, user } = await open()
  await user.keyboard('web{Enter}')
  const problem = await screen.findByRole('alert')
  expect(problem.textContent).toBe('A size is a number')
  expect(document.activeElement).toBe(field('Size'))
  expect(field('Size').getAttribute('aria-invalid')).toBe('true')
  expect(field('Size').getAttribute('aria-describedby')).toBe(problem.id)
  expect(field('Name').getAttribute('aria-invalid')).toBe('false')
  expect(submit).not.toHaveBeenCalled()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(answer()).toBeUndefined())
})

test('what the engine refuses keeps the dialog open with its words', async () => {
  submit.mockResolvedValueOnce('It is taken').mockResolvedValueOnce(undefined)
  const { field, answer, user } = await open()
  await user.type(field('Size'), '3{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('It is taken')
  expect(answer()).toBe('not yet')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(answer()).toEqual({ name: '', size: '3' }))
  // Whoever has filled it in has said yes to it.
  expect(submit).toHaveBeenLastCalledWith({ name: '', size: '3' }, expect.any(Yes))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
