import { expect, test } from 'vitest'
import { naturalCompare } from './natural-compare.ts'

test('numbers count as numbers, and case does not count', () => {
  expect(['web-10', 'Web-2', 'api', 'web-1'].toSorted(naturalCompare)).toEqual([
    'api',
    'web-1',
    'Web-2',
    'web-10',
  ])
})
