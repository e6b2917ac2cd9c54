import { expect, test } from 'vitest'
import { toRows } from './registry-row.ts'

const REST = { connection: 'dev', nextStore: { kind: 'memory' } } as const
const login = { host: 'lab:5000', user: 'me', store: { kind: 'memory' } } as const

test('a registry has one row, whether it is known by a login, kept or looked at', () => {
  const kept = ['quay.example', 'lab:5000']
  const looked = ['quay.example', '127.0.0.1:5000']
  expect(toRows({ logins: [login], kept, looked }, REST)).toEqual([
    { ...REST, host: 'lab:5000', login, isKept: true },
    { ...REST, host: 'quay.example', isKept: true },
    { ...REST, host: '127.0.0.1:5000', isKept: false },
  ])
})
