import { expect, test } from 'vitest'
import { countEndToEndTests } from './end-to-end-tests.mjs'
import { countUnitTests } from './unit-tests.mjs'

/**
 * @param {string} title
 * @param {'expected' | 'unexpected' | 'skipped'} status
 * @param {{ type: string, description: string }[]} annotations
 * @returns {import('./end-to-end-tests.mjs').Spec}
 */
const spec = (title, status, annotations = []) => ({
  title,
  file: 'logs.spec.ts',
  tests: [{ status, annotations }],
})

test('Playwright tests in nested groups are all counted', () => {
  const report = {
    suites: [{ specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'unexpected')] }] }],
  }
  expect(countEndToEndTests(report)).toMatchObject({ passed: 1, failed: 1 })
})

test('a skip in Playwright keeps its reason', () => {
  const annotations = [{ type: 'skip', description: 'no Podman here' }]
  const report = { suites: [{ specs: [spec('a', 'skipped', annotations)] }] }
  expect(countEndToEndTests(report).skipped).toEqual([
    { name: 'logs.spec.ts: a', reason: 'no Podman here' },
  ])
})

test('a Playwright run that breaks before its tests has failed', () => {
  expect(countEndToEndTests({ suites: [], errors: [{ message: 'no engine' }] }).failed).toBe(1)
})

test('unit tests are counted by their outcome', () => {
  const statuses = ['passed', 'passed', 'failed', 'skipped']
  const assertionResults = statuses.map((status) => ({ fullName: status, status }))
  const tally = countUnitTests({ testResults: [{ assertionResults }] })
  expect(tally).toMatchObject({ passed: 2, failed: 1 })
  expect(tally.skipped).toHaveLength(1)
})
