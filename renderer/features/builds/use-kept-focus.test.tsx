import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useKeptFocus } from './use-kept-focus.ts'

afterEach(cleanup)

/** Each view draws the button anew. */
function Page({ view }: { readonly view: string }) {
  const toggle = useKeptFocus()
  return (
    <main key={view}>
      <button {...toggle}>{view}</button>
      <button>other</button>
    </main>
  )
}

const button = (name: string) => screen.getByRole('button', { name })

test('a button keeps the focus that it had where the next view has drawn it anew', () => {
  const { rerender } = render(<Page view="list" />)
  act(() => button('list').focus())
  rerender(<Page view="cache" />)
  expect(document.activeElement).toBe(button('cache'))
  rerender(<Page view="list" />)
  expect(document.activeElement).toBe(button('list'))
})

test('a button that had no focus takes none', () => {
  const { rerender } = render(<Page view="list" />)
  rerender(<Page view="cache" />)
  expect(document.activeElement).toBe(document.body)
  act(() => button('cache').focus())
  act(() => button('other').focus())
  rerender(<Page view="list" />)
  expect(document.activeElement).toBe(document.body)
})
