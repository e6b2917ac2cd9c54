import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { cleanPaste, pastedLines } from './clean-paste.ts'

test.each([
  ['echo pas\x1b[201~ted', 'echo pasted'],
  ['a\x1b[20\x1b[201~1~b', 'a[201~b'],
  ['one\ntwo\r\nthree\rfour', 'one\rtwo\rthree\rfour'],
  ['a\tb\x03\x04\x00\x7f\x9bc', 'a\tbc'],
  ['käse 漢字 🐳', 'käse 漢字 🐳'],
])('%j is pasted as %j', (text, pasted) => {
  expect(cleanPaste(text)).toBe(pasted)
})

test('no pasted text holds a control character but tab and Enter', () => {
  assert(
    property(array(nat(0x17f)), (codes) => {
      expect(cleanPaste(String.fromCharCode(...codes))).not.toMatch(
        /[\x00-\x08\x0a-\x0c\x0e-\x1f\x7f-\x9f]/,
      )
    }),
  )
})

test.each([
  ['ls', 1],
  ['ls\r', 1],
  ['ls\rpwd', 2],
  ['ls\r\r', 2],
])('%j counts as %i lines', (text, lines) => {
  expect(pastedLines(text)).toBe(lines)
})
