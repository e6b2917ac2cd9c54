// @ts-check
import { runReported } from './run-reported.mjs'
import { toReason } from './tally.mjs'

/** Runs the unit tests. */
export function runUnitTests() {
  return runReported(
    (report) => ({
      args: [
        'vitest',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      env: process.env,
    }),
    countUnitTests,
  )
}

/**
 * @typedef {{ fullName: string, status: string, failureMessages?: readonly string[] }} UnitTest
 * @typedef {{ testResults?: readonly { assertionResults: readonly UnitTest[] }[] }} UnitReport
 */

/**
 * Counts from vitest's JSON report.
 * @param {UnitReport} report
 * @returns {import('./tally.mjs').Tally}
 */
export function countUnitTests({ testResults = [] }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const failed = tests.filter(({ status }) => status === 'failed').map(toFailure)
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')
  return { passed, failed, skipped: skipped.map(toSkip) }
}

/** @param {UnitTest} test */
function toFailure({ fullName, failureMessages = [] }) {
  return { name: fullName, reason: toReason(failureMessages[0]) }
}

/** The report keeps no reasons. @param {UnitTest} test */
function toSkip({ fullName, status }) {
  return { name: fullName, reason: status === 'todo' ? 'not written yet' : 'marked so in its file' }
}
