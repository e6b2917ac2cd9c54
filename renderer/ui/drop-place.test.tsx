import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { DropPlace } from './drop-place.tsx'

afterEach(cleanup)

const onDrop = vi.fn()
const within = vi.fn()

function dropInside(types: readonly string[]): boolean {
  onDrop.mockReset()
  within.mockReset()
  render(
    <DropPlace hint="Drop it" onDrop={onDrop}>
      <textarea aria-label="Inside" ref={(element) => element?.addEventListener('drop', within)} />
    </DropPlace>,
  )
  return fireEvent.drop(screen.getByLabelText('Inside'), { dataTransfer: { types, files: [] } })
}

test('files belong to the place, and to nothing within it', () => {
  expect(dropInside(['Files'])).toBe(false)
  expect(onDrop).toHaveBeenCalledOnce()
  expect(within).not.toHaveBeenCalled()
})

test('text that is dragged belongs to the field that it is dropped on', () => {
  expect(dropInside(['text/plain'])).toBe(true)
  expect(onDrop).not.toHaveBeenCalled()
  expect(within).toHaveBeenCalledOnce()
})
