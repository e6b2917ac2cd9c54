import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { compileFilter } from '#lib/filter/compile-filter.ts'
import { completeFilter } from '#lib/filter/complete-filter.ts'
import { ageKey, choiceKey, textKey, type FilterKey } from '#lib/filter/filter-key.ts'
import { withoutTerm } from '#lib/filter/parse-filter.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterField } from './filter-field.tsx'

const KEYS: readonly FilterKey<string>[] = [
  textKey({ key: 'image', about: 'its image' }, (image) => [image]),
  choiceKey({ key: 'state', about: 'its state' }, ['running', 'exited'], () => []),
  ageKey({ key: 'age', about: 'its age' }, () => 0),
]
const complete = (text: string, caret: number) =>
  completeFilter(text, caret, KEYS, ['redis:7', 'my redis'])
const onLeave = vi.fn()

function Page() {
  const [value, setValue] = useState('')
  const { terms } = compileFilter(value, KEYS, (image) => [image])
  return (
    <>
      <FilterField
        label="Filter"
        value={value}
        complete={complete}
        onChange={setValue}
        onLeave={onLeave}
      />
      <FilterChips
        terms={terms}
        onRemove={(term) => setValue(withoutTerm(value, term))}
        onLeave={() => field().focus()}
      />
    </>
  )
}

const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' })
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
const chips = () => screen.queryAllByRole('button', { name: /^Remove / }).map(nameOf)
const nameOf = (element: HTMLElement) => element.getAttribute('aria-label')?.replace('Remove ', '')

function open() {
  onLeave.mockClear()
  render(<Page />)
  field().focus()
  return userEvent.setup()
}

// A document without a screen cannot scroll.
Element.prototype.scrollIntoView = () => {}

afterEach(cleanup)

test('what is typed goes on with keys and their values, by keys alone', async () => {
  const user = open()
  await user.keyboard('st')
  expect(options()).toEqual(['state:its state'])
  expect(field().getAttribute('aria-activedescendant')).toBeNull()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(field().value).toBe('state:')
  expect(options()).toEqual(['running', 'exited'])
  await user.keyboard('{ArrowDown}{ArrowDown}')
  const chosen = document.getElementById(field().getAttribute('aria-activedescendant') ?? '')
  expect(chosen?.textContent).toBe('exited')
  await user.keyboard('{Tab}')
  expect(field().value).toBe('state:exited ')
  expect(options()).toEqual([])
  expect(onLeave).not.toHaveBeenCalled()
})

test('a value is taken by a click, in quotes where it needs them, and the field keeps the focus', async () => {
  const user = open()
  await user.keyboard('image:my')
  await user.click(screen.getByRole('option', { name: 'my redis' }))
  expect(field().value).toBe('image:"my redis" ')
  expect(document.activeElement).toBe(field())
})

test('Escape takes away what is offered, then the text, then leaves', async () => {
  const user = open()
  await user.keyboard('st{Escape}')
  expect(options()).toEqual([])
  expect(field().value).toBe('st')
  await user.keyboard('{Escape}')
  expect(field().value).toBe('')
  await user.keyboard('{Escape}')
  expect(onLeave).toHaveBeenCalledTimes(1)
})

test('Enter without a choice leads to the list, and so does the arrow down where nothing is offered', async () => {
  const user = open()
  await user.keyboard('st{Enter}')
  expect(onLeave).toHaveBeenCalledTimes(1)
  expect(field().value).toBe('st')
  await user.keyboard('uff{ArrowDown}')
  expect(onLeave).toHaveBeenCalledTimes(2)
})

test('all keys are offered when they are asked for', async () => {
  const user = open()
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(options()).toHaveLength(3)
})

test('what does not come from keys is whole, and offers nothing', () => {
  open()
  fireEvent.change(field(), { target: { value: 'st' } })
  expect(options()).toEqual([])
})

test('fields and what is left out are chips, plain words are not', async () => {
  const user = open()
  await user.keyboard('web state:running -tmp image:')
  expect(chips()).toEqual(['state:running', 'not tmp'])
})

test('a chip is removed by mouse and by key, and the focus goes to the one beside it', async () => {
  const user = open()
  await user.keyboard('state:running web -tmp age<2d ')
  await user.click(screen.getByRole('button', { name: 'Remove not tmp' }))
  expect(field().value).toBe('state:running web age<2d ')
  expect(nameOf(document.activeElement as HTMLElement)).toBe('age<2d')
  await user.keyboard('{Delete}')
  expect(nameOf(document.activeElement as HTMLElement)).toBe('state:running')
  await user.keyboard('{Backspace}')
  expect(chips()).toEqual([])
  expect(document.activeElement).toBe(field())
  expect(field().value).toBe('web')
})

test('a value that cannot be meant says why', async () => {
  const user = open()
  await user.keyboard('age<soon')
  expect(screen.getByRole('status').textContent).toContain('Write an age')
})
