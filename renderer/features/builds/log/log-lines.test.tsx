import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { BuildLine } from '#shared/contract/builds.ts'
import { LogLines } from './log-lines.tsx'

const LINE_HEIGHT = 18

/** There is no layout here to be told of. */
class NoSizes {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', NoSizes)
afterEach(cleanup)

const all = Array.from({ length: 3000 }, (_, index): BuildLine => {
  return { text: `line ${index}`, isError: false }
})

function draw(lines: readonly BuildLine[]) {
  const log = (shown: readonly BuildLine[]) => (
    <LogLines label="Log" lines={shown} count={shown.length} />
  )
  const { rerender } = render(log(lines))
  const frame = screen.getByRole('log')
  let height = lines.length * LINE_HEIGHT
  Object.defineProperty(frame, 'scrollHeight', { get: () => height })
  Object.defineProperty(frame, 'clientHeight', { value: 10 * LINE_HEIGHT })
  return {
    frame,
    scrollTo(top: number) {
      frame.scrollTop = top
      fireEvent.scroll(frame)
    },
    show(next: readonly BuildLine[]) {
      height = next.length * LINE_HEIGHT
      rerender(log(next))
    },
  }
}

test('who reads keeps their line while others come, and when the oldest are left out', () => {
  const { frame, scrollTo, show } = draw(all.slice(0, 2000))
  scrollTo(900 * LINE_HEIGHT + 5)
  const grown = all.slice(0, 2500)
  show(grown)
  show(all.slice(500))
  expect(frame.scrollTop).toBe(400 * LINE_HEIGHT + 5)
  // Their line has gone with the others.
  scrollTo(100 * LINE_HEIGHT)
  show(all.slice(1000))
  expect(frame.scrollTop).toBe(0)
})

test('who is at the end stays there, also when the oldest are left out', () => {
  const { frame, scrollTo, show } = draw(all.slice(0, 2000))
  scrollTo(1990 * LINE_HEIGHT)
  show(all.slice(500))
  expect(frame.scrollTop).toBe(2500 * LINE_HEIGHT)
})
