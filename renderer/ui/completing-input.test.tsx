import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { CompletingInput } from './completing-input.tsx'

const read = vi.fn<(text: string, signal: AbortSignal) => Promise<readonly string[]>>()

beforeEach(() => void read.mockReset())
afterEach(cleanup)

function Form() {
  const [value, setValue] = useState('')
  return (
    <CompletingInput
      aria-label="Image"
      value={value}
      items={['app:local']}
      more={{ label: 'List tags', read }}
      onChange={setValue}
    />
  )
}

const options = async () => (await screen.findAllByRole('option')).map((one) => one.textContent)
const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Image' })

test('nobody is asked while one types; at a press all that was found is offered', async () => {
  const user = userEvent.setup()
  read.mockResolvedValue(['lab/app:1', 'lab/app:2'])
  render(<Form />)
  await user.type(field(), 'app')
  expect(await options()).toEqual(['app:local'])
  expect(read).not.toHaveBeenCalled()
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'List tags' }))
  expect(await screen.findByRole('option', { name: 'lab/app:2' })).toBeDefined()
  expect(read.mock.calls.map(([text]) => text)).toEqual(['app'])
  await user.click(screen.getByRole('option', { name: 'lab/app:2' }))
  expect(field().value).toBe('lab/app:2')
})

test('Ctrl+Space asks as well, and letters after that find among all', async () => {
  const user = userEvent.setup()
  read.mockResolvedValue(['app:1', 'app:20', 'app:21'])
  render(<Form />)
  await user.type(field(), 'app')
  await user.keyboard('{Control>} {/Control}')
  expect(await screen.findByRole('option', { name: 'app:20' })).toBeDefined()
  await user.type(field(), ':2')
  expect(await options()).toEqual(['app:20', 'app:21'])
  expect(read).toHaveBeenCalledTimes(1)
})

test('why nothing could be asked is said under the field', async () => {
  const user = userEvent.setup()
  read.mockRejectedValue(new EngineError({ code: 'unreachable', message: 'Nothing listens there' }))
  render(<Form />)
  await user.type(field(), 'app')
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'List tags' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing listens there')
})

test('an answer for another text than the one that stands there by then is dropped', async () => {
  const user = userEvent.setup()
  const answers = new Map<string, (items: readonly string[]) => void>()
  read.mockImplementation((text) => new Promise((resolve) => answers.set(text, resolve)))
  render(<Form />)
  await user.type(field(), 'old')
  await user.keyboard('{Control>} {/Control}')
  await user.clear(field())
  await user.type(field(), 'new')
  await user.keyboard('{Control>} {/Control}')
  answers.get('new')?.(['new:1'])
  expect(await options()).toEqual(['new:1'])
  answers.get('old')?.(['old:1', 'new-of-old:1'])
  await user.type(field(), ':')
  expect(await options()).toEqual(['new:1'])
  expect(read.mock.calls.map(([text, signal]) => [text, signal.aborted])).toEqual([
    ['old', true],
    ['new', true],
  ])
})

test('what is wrong with an earlier text is not said of the next', async () => {
  const user = userEvent.setup()
  read.mockRejectedValue(new EngineError({ code: 'not-found', message: 'There is no "ap"' }))
  render(<Form />)
  await user.type(field(), 'ap')
  await user.keyboard('{Control>} {/Control}')
  expect(await screen.findByRole('alert')).toBeDefined()
  await user.type(field(), 'p')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what comes after the form has gone is dropped', async () => {
  const user = userEvent.setup()
  let signal: AbortSignal | undefined
  read.mockImplementation((_text, given) => {
    signal = given
    return new Promise(() => {})
  })
  const { unmount } = render(<Form />)
  await user.type(field(), 'app')
  await user.keyboard('{Control>} {/Control}')
  unmount()
  expect(signal?.aborted).toBe(true)
})
