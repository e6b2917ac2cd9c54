import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

test('what is shown as text becomes the same bytes again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const text = decodeText(bytes, true)
      if (text !== undefined) expect(new TextEncoder().encode(text)).toEqual(bytes)
    }),
  )
})

test('a mark of the byte order is kept', () => {
  const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)
  expect(decodeText(bytes, true)).toBe('\ufeffa')
})

test.each([
  ['a NUL', Uint8Array.of(0x61, 0, 0x62)],
  ['bytes that are no UTF-8', Uint8Array.of(0x61, 0xff)],
  ['a character that is cut', Uint8Array.of(0x61, 0xc3)],
])('%s is no text', (_what, bytes) => {
  expect(decodeText(bytes, true)).toBeUndefined()
})

test('only the beginning of a text may end within a character', () => {
  const bytes = new TextEncoder().encode('aü𝄞')
  for (let end = 1; end < bytes.length; end += 1) {
    expect('aü𝄞').toContain(decodeText(bytes.subarray(0, end), false))
  }
})
