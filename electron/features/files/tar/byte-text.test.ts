import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBytes, toText } from './byte-text.ts'

test('any bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(toBytes(toText(bytes))).toEqual(Buffer.from(bytes))
    }),
  )
})

test('UTF-8 is read as such', () => {
  expect(toText(Buffer.from('ünï 𝄞.txt'))).toBe('ünï 𝄞.txt')
})

test('text beside a stray byte stays readable', () => {
  expect(toText(Buffer.from([0x6e, 0xff, 0xc3, 0xbc, 0xc3]))).toBe('n\udcffü\udcc3')
})
