import { assert, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { stripSequences } from './strip-sequences.ts'

const strip = (text: string) =>
  new TextDecoder().decode(stripSequences(new TextEncoder().encode(text)))

test.each([
  ['plain', 'plain'],
  ['\u001b[31mred\u001b[0m', 'red'],
  ['a\u001b[38:2::1:2:3mb', 'ab'],
  ['\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\ on', 'link on'],
  ['\u001b]0;title that never ends', ''],
  ['\u001b(Bx\u001bcy', 'xy'],
  ['end\u001b', 'end'],
  ['end\u001b[31', 'end'],
])('%j is %j', (text, stripped) => expect(strip(text)).toBe(stripped))

test('without an escape nothing is changed, and none is ever left', () => {
  assert(
    property(uint8Array(), (bytes) => {
      const given = Uint8Array.from(bytes)
      const stripped = stripSequences(given)
      if (!given.includes(0x1b)) expect(stripped).toBe(given)
      expect(stripped.includes(0x1b)).toBe(false)
    }),
  )
})
