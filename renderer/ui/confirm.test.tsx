import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Yes } from '#lib/consent.ts'
import { AskingHost } from './asking.tsx'
import { confirm, type ConfirmOptions } from './confirm.tsx'

const REMOVE: ConfirmOptions = {
  tier: 1,
  question: 'Remove container "web-1"?',
  objects: [{ name: 'web-1', detail: 'Exited (0)' }],
  verb: 'Remove',
}

beforeEach(() => void render(<AskingHost />))
afterEach(cleanup)

async function open(options: Partial<ConfirmOptions> = {}) {
  const answer = confirm({ ...REMOVE, ...options })
  const dialog = await screen.findByRole('alertdialog', { name: REMOVE.question })
  const cancel = screen.getByRole('button', { name: 'Cancel' })
  await waitFor(() => expect(document.activeElement).toBe(cancel))
  return { answer, dialog, cancel, user: userEvent.setup() }
}

const verb = (name = 'Remove') => screen.getByRole('button', { name })

test('the question names the dialog, Cancel has the focus, and Enter means no', async () => {
  const { answer, user } = await open()
  await user.keyboard('{Enter}')
  expect(await answer).toBeUndefined()
  expect(screen.queryByRole('alertdialog')).toBeNull()
})

test('Escape means no', async () => {
  const { answer, user } = await open()
  await user.keyboard('{Escape}')
  expect(await answer).toBeUndefined()
})

test('Enter on the destructive button does nothing; Space does it', async () => {
  const { answer, user } = await open()
  verb().focus()
  await user.keyboard('{Enter}')
  expect(screen.queryByRole('alertdialog')).not.toBeNull()
  await user.keyboard(' ')
  expect(await answer).toBeInstanceOf(Yes)
})

test('tier 1 can be silenced, but only together with a yes', async () => {
  const onChosen = vi.fn()
  const dontAskAgain = { label: "Don't ask again", onChosen }
  const first = await open({ dontAskAgain })
  await first.user.click(screen.getByRole('checkbox', { name: "Don't ask again" }))
  await first.user.click(first.cancel)
  expect(await first.answer).toBeUndefined()
  expect(onChosen).not.toHaveBeenCalled()

  const second = await open({ dontAskAgain })
  await second.user.click(screen.getByRole('checkbox', { name: "Don't ask again" }))
  await second.user.click(verb())
  expect(await second.answer).toBeInstanceOf(Yes)
  expect(onChosen).toHaveBeenCalledTimes(1)
})

test('tier 2 lists every object and cannot be silenced', async () => {
  const objects = ['a', 'b', 'c'].map((name) => ({ name, detail: 'running' }))
  const { answer, user, cancel } = await open({
    tier: 2,
    objects,
    dontAskAgain: { label: "Don't ask again", onChosen: () => {} },
  })
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
  expect(screen.queryByRole('checkbox')).toBeNull()
  await user.click(cancel)
  expect(await answer).toBeUndefined()
})

test('tier 3 waits for the name, and Enter in its field does nothing', async () => {
  const { answer, user } = await open({ tier: 3, typeToConfirm: 'data', verb: 'Remove volume' })
  const button = verb('Remove volume') as HTMLButtonElement
  const field = screen.getByRole('textbox', { name: /Type data to confirm/ })
  expect(button.disabled).toBe(true)
  await user.type(field, 'dat')
  expect(button.disabled).toBe(true)
  await user.type(field, 'a{Enter}')
  expect(screen.queryByRole('alertdialog')).not.toBeNull()
  expect(button.disabled).toBe(false)
  await user.click(button)
  expect(await answer).toBeInstanceOf(Yes)
})

test('a choice that costs more takes a surer yes for as long as it is chosen', async () => {
  const onChange = vi.fn()
  const objects = [{ name: 'web-1' }, { name: 'data' }]
  const asks = { tier: 3, objects, verb: 'Remove both', typeToConfirm: 'web-1' } as const
  const choices = [{ id: 'volume', label: 'With its volume' }]
  const options = { choices, asks: () => asks, onChange }
  const { answer, user } = await open({ options })
  const box = screen.getByRole('checkbox', { name: 'With its volume' })
  await user.click(box)
  expect(onChange).toHaveBeenLastCalledWith(new Set(['volume']))
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  const button = verb('Remove both') as HTMLButtonElement
  expect(button.disabled).toBe(true)
  await user.click(box)
  expect(onChange).toHaveBeenLastCalledWith(new Set())
  expect((verb() as HTMLButtonElement).disabled).toBe(false)
  await user.click(box)
  await user.type(screen.getByRole('textbox'), 'web-1')
  await user.click(verb('Remove both'))
  expect(await answer).toBeInstanceOf(Yes)
})
