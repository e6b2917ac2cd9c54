import { expect, test } from 'vitest'
import { UNASKED, Yes } from './consent.ts'

test('a yes is one, and nothing else is', () => {
  expect(Yes.isIn(new Yes())).toBe(true)
  for (const other of [UNASKED, undefined, null, {}, { said: true }]) {
    expect(Yes.isIn(other)).toBe(false)
  }
})
