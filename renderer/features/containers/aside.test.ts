import { expect, test } from 'vitest'
import { isEmptied, whyAside } from './aside.ts'

const aside = { kind: 'removed', isOurs: true, willRun: true } as const

test('to empty the trash removes what this app has put there', () => {
  expect(isEmptied({ aside })).toBe(true)
  expect(isEmptied({ aside: { ...aside, kind: 'replaced' } })).toBe(true)
})

test.each([
  ['what another app has put there', { ...aside, isOurs: false }],
  ['the old one of a recreation that goes on', { ...aside, kind: 'replacing' }],
  ['the new one of it', { ...aside, kind: 'new' }],
  ['what is not there', undefined],
] as const)('and not %s', (_, other) => {
  expect(isEmptied({ ...(other && { aside: other }) })).toBe(false)
})

test('the trash says what is of another app', () => {
  expect(whyAside({ aside })).toBe('Removed')
  expect(whyAside({ aside: { ...aside, isOurs: false } })).toBe('Removed by another Pilothouse')
})
