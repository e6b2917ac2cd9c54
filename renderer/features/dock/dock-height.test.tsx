import { afterEach, expect, test } from 'vitest'
import { MIN_HEIGHT_PX, rememberedHeight, rememberHeight } from './dock-height.ts'

afterEach(() => localStorage.clear())

test('the height is what it was set to', () => {
  rememberHeight(412.4)
  expect(rememberedHeight()).toBe(412)
})

test.each(['', 'tall', '-5', 'NaN', String(MIN_HEIGHT_PX - 1)])(
  'what cannot be a height ("%s") gives the first one',
  (kept) => {
    const first = rememberedHeight()
    localStorage.setItem('dock-height', kept)
    expect(rememberedHeight()).toBe(first)
    expect(first).toBeGreaterThan(MIN_HEIGHT_PX)
  },
)
