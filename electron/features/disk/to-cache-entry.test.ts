import { expect, test } from 'vitest'
import { toCacheEntry } from './to-cache-entry.ts'

test('an entry of the build cache says what made it, when it was used, and by whom it is held', () => {
  expect(
    toCacheEntry({
      ID: 'abc',
      Type: 'exec.cachemount',
      Description: ' mount / from exec /bin/sh -c make ',
      InUse: true,
      Shared: false,
      Size: 12,
      CreatedAt: '2025-11-20T09:00:00Z',
      LastUsedAt: '2025-11-21T09:00:00Z',
    }),
  ).toEqual({
    id: 'abc',
    name: 'mount / from exec /bin/sh -c make',
    type: 'exec.cachemount',
    bytes: 12,
    usedAt: Date.parse('2025-11-21T09:00:00Z'),
    inUse: true,
    shared: false,
  })
})

test('what an engine does not tell of one is left out', () => {
  const entry = toCacheEntry({
    ID: '0123456789abcdef',
    Size: -1,
    CreatedAt: '2025-11-20T09:00:00Z',
    LastUsedAt: null,
  })
  expect(entry).toEqual({
    id: '0123456789abcdef',
    name: 'entry 0123456789ab',
    type: 'entry',
    usedAt: Date.parse('2025-11-20T09:00:00Z'),
    inUse: false,
    shared: false,
  })
  const never = { ID: 'a', LastUsedAt: '0001-01-01T00:00:00Z' }
  expect(toCacheEntry(never)).not.toHaveProperty('usedAt')
  expect(toCacheEntry({ ...never, CreatedAt: '2025-11-20T09:00:00Z' })).toMatchObject({
    usedAt: Date.parse('2025-11-20T09:00:00Z'),
  })
})
