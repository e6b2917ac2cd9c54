import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { compileFilter } from '#lib/filter/compile-filter.ts'
import { choiceKey } from '#lib/filter/filter-key.ts'
import { FilterChips } from './filter-chips.tsx'

const health = choiceKey<string>({ key: 'health', about: 'its health' }, ['unhealthy'], () => [])

function open(filter: string) {
  const { terms } = compileFilter(filter, [health], (row) => [row])
  render(<FilterChips terms={terms} onRemove={() => {}} onLeave={() => {}} />)
}

afterEach(cleanup)

test('what must not occur under a key that is not known has a chip, and says what it is', () => {
  open('-helth:unhealthy')
  expect(screen.getByRole('button', { name: 'Remove not helth:unhealthy' })).not.toBeNull()
  expect(screen.getByRole('status').textContent).toContain('Did you mean health?')
})

test('words and unknown keys that must occur have none: the list shows what they do', () => {
  open('web helth:unhealthy')
  expect(screen.queryByRole('button')).toBeNull()
})
