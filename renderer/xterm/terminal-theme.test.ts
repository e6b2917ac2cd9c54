import { expect, test } from 'vitest'
import css from '../ui/tokens.css?raw'
import { terminalTheme } from './terminal-theme.ts'

const [light = '', dark = ''] = css.split('@media')

const token = (name: string, isDark: boolean) =>
  new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(isDark ? dark : light)?.[1] ?? ''

/** WCAG's contrast of two colours. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const NO_TEXT = /background|cursor|selection|scrollbar/i

for (const isDark of [true, false]) {
  const theme = terminalTheme((name) => token(name, isDark), isDark)
  const colours = Object.entries(theme).filter(([name]) => !NO_TEXT.test(name))

  test(`each colour of the ${isDark ? 'dark' : 'light'} terminal can be read on its ground`, () => {
    expect(colours).toHaveLength(17)
    for (const [name, colour] of colours) {
      expect(contrast(String(colour), String(theme.background)), name).toBeGreaterThanOrEqual(4.5)
    }
  })

  test(`selected text of the ${isDark ? 'dark' : 'light'} terminal can be read`, () => {
    for (const [name, colour] of colours) {
      const ground = String(theme.selectionBackground)
      expect(contrast(String(colour), ground), name).toBeGreaterThanOrEqual(4.5)
    }
  })
}
