import { expect, test } from 'vitest'
import { addTallies, describeTally } from './tally.mjs'

const failure = { name: 'opens a log', reason: 'Error: no rows' }
const skip = { name: 'opens a shell on Podman', reason: 'Podman is not installed' }

test('tallies add up, skips included', () => {
  const unit = { passed: 3, failed: [], skipped: [] }
  const endToEnd = { passed: 2, failed: [failure], skipped: [skip] }
  expect(addTallies([unit, endToEnd])).toEqual({ passed: 5, failed: [failure], skipped: [skip] })
})

test('the closing line counts, and every skip and failure says its reason before it', () => {
  expect(describeTally({ passed: 5, failed: [failure], skipped: [skip] })).toBe(
    'skipped: opens a shell on Podman (Podman is not installed)\n' +
      'failed: opens a log (Error: no rows)\n' +
      'tests: 5 passed, 1 failed, 1 skipped',
  )
})
