import { expect, test } from 'vitest'
import { isAt } from './server-name.ts'

test('an address is a registry’s own, whether the port of TLS is said or not', () => {
  const at = (address: string, host: string) => isAt(new URL(address), host)
  expect(at('https://reg.lab/token', 'reg.lab:443')).toBe(true)
  expect(at('https://reg.lab:443/token', 'reg.lab')).toBe(true)
  expect(at('https://reg.lab:5000/token', 'reg.lab:5000')).toBe(true)
  expect(at('https://reg.lab:5000/token', 'reg.lab')).toBe(false)
  expect(at('https://auth.lab/token', 'reg.lab:443')).toBe(false)
  expect(at('https://reg.lab/token', 'reg.lab:no')).toBe(false)
})
