import { act, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { noteNewer, useHasNewer, type NamedImage } from './newer-images.ts'

const REDIS: NamedImage = { connection: 'a', reference: 'redis:7', imageId: 'sha256:1' }

function Mark(image: NamedImage) {
  return <p>{useHasNewer(image) ? 'newer' : 'nothing known'}</p>
}

test('a mark appears once it is found out, and only on this very image', () => {
  const other = { ...REDIS, imageId: 'sha256:2' }
  render(
    <>
      <Mark {...REDIS} />
      <Mark {...other} />
    </>,
  )
  expect(screen.queryByText('newer')).toBeNull()
  act(() => noteNewer(REDIS, true))
  expect(screen.getAllByText('newer')).toHaveLength(1)
  act(() => noteNewer(REDIS, false))
  expect(screen.queryByText('newer')).toBeNull()
})
