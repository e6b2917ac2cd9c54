import { expect, test } from 'vitest'
import { filterParts } from './filter-words.ts'

const words = (criteria: Parameters<typeof filterParts>[0]) =>
  filterParts(criteria, 'utc').map((part) => part.words)

test('each criterion is said by itself', () => {
  expect(words({})).toEqual([])
  expect(words({ hidden: [0, 2] })).toEqual(['2 containers hidden'])
  expect(words({ levels: ['error', 'none'], sources: ['stderr'] })).toEqual([
    'Error, No level',
    'stderr',
  ])
})

test('a time may be open at either end', () => {
  expect(words({ from: 0 })).toEqual(['from 1970-01-01 00:00:00Z'])
  expect(words({ to: 0 })).toEqual(['to 1970-01-01 00:00:00Z'])
  expect(words({ from: 0, to: 1000 })).toEqual(['1970-01-01 00:00:00Z to 1970-01-01 00:00:01Z'])
})
