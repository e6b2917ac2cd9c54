import { expect, test } from 'vitest'
import { addTallies, describeTally } from './tally.mjs'

const skip = { name: 'opens a shell on Podman', reason: 'Podman is not installed' }

test('tallies add up, skips included', () => {
  const unit = { passed: 3, failed: 0, skipped: [] }
  const endToEnd = { passed: 2, failed: 1, skipped: [skip] }
  expect(addTallies([unit, endToEnd])).toEqual({ passed: 5, failed: 1, skipped: [skip] })
})

test('the closing line counts, and every skip says its reason before it', () => {
  expect(describeTally({ passed: 5, failed: 1, skipped: [skip] })).toBe(
    'skipped: opens a shell on Podman (Podman is not installed)\n' +
      'tests: 5 passed, 1 failed, 1 skipped',
  )
})
