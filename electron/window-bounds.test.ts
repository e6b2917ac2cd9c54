import { expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ screen: {} }))
const { isVisible } = await import('./window-bounds.ts')

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const left = { x: -1920, y: 0, width: 1920, height: 1080 }

test('a window on a display is visible', () => {
  expect(isVisible({ x: 100, y: 100, width: 800, height: 600 }, [laptop])).toBe(true)
})

test('a window on a display that was unplugged is not', () => {
  const bounds = { x: -1500, y: 100, width: 800, height: 600 }
  expect(isVisible(bounds, [laptop, left])).toBe(true)
  expect(isVisible(bounds, [laptop])).toBe(false)
})

test('a sliver that nobody could grab does not count', () => {
  expect(isVisible({ x: 1430, y: 100, width: 800, height: 600 }, [laptop])).toBe(false)
})
