import { expect, test } from 'vitest'
import { countEndToEndTests } from './end-to-end-tests.mjs'
import { countUnitTests } from './unit-tests.mjs'

/**
 * @param {string} title
 * @param {'expected' | 'unexpected' | 'skipped'} status
 * @param {Partial<import('./end-to-end-tests.mjs').Test>} more
 * @returns {import('./end-to-end-tests.mjs').Spec}
 */
const spec = (title, status, more = {}) => ({
  title,
  file: 'logs.spec.ts',
  tests: [{ status, annotations: [], ...more }],
})

test('Playwright tests in nested groups are all counted', () => {
  const report = {
    suites: [{ specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'unexpected')] }] }],
  }
  const { passed, failed } = countEndToEndTests(report)
  expect([passed, failed.length]).toEqual([1, 1])
})

test('a skip in Playwright keeps its reason', () => {
  const annotations = [{ type: 'skip', description: 'no Podman here' }]
  const report = { suites: [{ specs: [spec('a', 'skipped', { annotations })] }] }
  expect(countEndToEndTests(report).skipped).toEqual([
    { name: 'logs.spec.ts: a', reason: 'no Podman here' },
  ])
})

test('a Playwright run that breaks before its tests has failed', () => {
  expect(countEndToEndTests({ suites: [], errors: [{ message: 'no engine' }] }).failed).toEqual([
    { name: 'the run itself', reason: 'no engine' },
  ])
})

test('unit tests are counted by their outcome', () => {
  const statuses = ['passed', 'passed', 'failed', 'skipped']
  const assertionResults = statuses.map((status) => ({ fullName: status, status }))
  const tally = countUnitTests({ testResults: [{ assertionResults }] })
  expect([tally.passed, tally.failed.length, tally.skipped.length]).toEqual([2, 1, 1])
})

test('a failure in Playwright says its project, and the first line of why', () => {
  const results = [{ error: { message: '\u001B[31mError: no rows\u001B[39m\n  at logs' } }]
  const suites = [{ specs: [spec('a', 'unexpected', { projectName: 'app', results })] }]
  expect(countEndToEndTests({ suites }).failed).toEqual([
    { name: '[app] logs.spec.ts: a', reason: 'Error: no rows' },
  ])
})

test('a failed unit test says why, or that its runner does not', () => {
  const assertionResults = [
    { fullName: 'adds', status: 'failed', failureMessages: ['AssertionError: 3\n  at add'] },
    { fullName: 'takes', status: 'failed' },
  ]
  expect(countUnitTests({ testResults: [{ assertionResults }] }).failed).toEqual([
    { name: 'adds', reason: 'AssertionError: 3' },
    { name: 'takes', reason: 'its runner says no reason' },
  ])
})
