import { describe, expect, test } from 'vitest'
import { accessOf, blockedReason } from './connection-access.ts'

describe('what may be done on a connection', () => {
  test('while it is not connected nothing changes, and the reason names it', () => {
    const access = accessOf('colima', 'full', 'reconnecting')
    expect(blockedReason(access, 'change')).toBe('"colima" is not connected')
  })

  test('a read-only one is looked at only', () => {
    const access = accessOf('prod', 'read-only', 'connected')
    expect(blockedReason(access, 'destroy')).toBe('"prod" is read-only')
    expect(blockedReason(access, 'read')).toBeUndefined()
  })

  test('one that confirms everything blocks nothing', () => {
    const access = accessOf('prod', 'confirm', 'connected')
    expect(blockedReason(access, 'change')).toBeUndefined()
  })
})
