import { expect, test } from 'vitest'
import { isInstalled } from './install-dependencies.mjs'

const locked = {
  '': {},
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/only-on-macos': { version: '1.0.0', optional: true },
}

test('dependencies are installed when every needed one has its locked version', () => {
  expect(isInstalled(locked, { 'node_modules/zod': { version: '4.6.7' } })).toBe(true)
})

test('another version, or none, is not installed', () => {
  expect(isInstalled(locked, { 'node_modules/zod': { version: '4.6.6' } })).toBe(false)
  expect(isInstalled(locked, {})).toBe(false)
})
