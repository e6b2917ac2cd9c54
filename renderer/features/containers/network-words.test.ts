import { expect, test } from 'vitest'
import { aliasesProblem, networkAddressProblem, splitAliases } from './network-words.ts'

test('aliases are written with spaces or commas between them', () => {
  expect(splitAliases(' db,database  cache\n')).toEqual(['db', 'database', 'cache'])
  expect(splitAliases(' ')).toEqual([])
})

test('an alias that no host can be called is named', () => {
  expect(aliasesProblem('db data_base.internal')).toBeUndefined()
  expect(aliasesProblem('')).toBeUndefined()
  expect(aliasesProblem('db -x')).toBe('"-x" is no name of a host')
})

test('an address has no length, and may be of either kind', () => {
  for (const right of ['', ' 10.5.0.7 ', 'fd00::7', '::1']) {
    expect(networkAddressProblem(right)).toBeUndefined()
  }
  for (const wrong of ['10.5.0.0/24', 'web', '10.5.0']) {
    expect(networkAddressProblem(wrong)).toContain('10.5.0.7')
  }
})
