import { expect, test } from 'vitest'
import { modeDigits, modeText, parseMode } from './mode-text.ts'

test.each([
  [0o644, 'rw-r--r--', '0644'],
  [0o4755, 'rwsr-xr-x', '4755'],
  [0o1777, 'rwxrwxrwt', '1777'],
  [0o2640, 'rw-r-S---', '2640'],
  [0, '---------', '0000'],
])('%o reads %s', (mode, text, digits) => {
  expect([modeText(mode), modeDigits(mode)]).toEqual([text, digits])
  expect(parseMode(digits)).toBe(mode)
})

test.each(['', '64', '888', 'u+x', '07777'])('%j is no mode', (text) => {
  expect(parseMode(text)).toBeUndefined()
})
