// @ts-check
import { runReported } from './run-reported.mjs'
import { toReason } from './tally.mjs'

/** Runs the end-to-end tests, and those of our engine layer on Docker 20.10. */
export function runEndToEndTests() {
  return runReported(
    (report) => ({
      args: ['playwright', 'test', '--reporter=list,json'],
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    }),
    countEndToEndTests,
  )
}

/**
 * Runs the tests that are the same on each real engine.
 * @param {readonly import('../engine/engine-kinds.mjs').EngineName[]} engines
 * @param {{ readonly quick: boolean }} how quick: only the tests of its mark on an engine that has one
 */
export function runConformanceTests(engines, { quick }) {
  return runReported(
    (report) => ({
      args: ['playwright', 'test', 'e2e/engines/conformance.spec.ts', '--reporter=list,json'],
      env: {
        ...process.env,
        PILOTHOUSE_ENGINES: engines.join(','),
        ...(quick && { PILOTHOUSE_QUICK: '1' }),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    }),
    countEndToEndTests,
  )
}

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ error?: { message?: string } }} Result
 * @typedef {{ status: 'expected' | 'unexpected' | 'flaky' | 'skipped', projectName?: string, annotations: readonly Annotation[], results?: readonly Result[] }} Test
 * @typedef {{ title: string, file: string, tests: readonly Test[] }} Spec
 * @typedef {{ specs: readonly Spec[], suites?: readonly Suite[] }} Suite
 */

/**
 * Counts from Playwright's JSON report; what went wrong outside any test is a failure too.
 * @param {{ suites?: readonly Suite[], errors?: readonly { message?: string }[] }} report
 * @returns {import('./tally.mjs').Tally}
 */
export function countEndToEndTests({ suites = [], errors = [] }) {
  const tests = suites.flatMap(listTests)
  const count = (/** @type {Test['status']} */ status) =>
    tests.filter(({ test }) => test.status === status).length
  return {
    passed: count('expected') + count('flaky'),
    failed: [
      ...tests.filter(({ test }) => test.status === 'unexpected').map(toFailure),
      ...errors.map(({ message }) => ({ name: 'the run itself', reason: toReason(message) })),
    ],
    skipped: tests.filter(({ test }) => test.status === 'skipped').map(toSkip),
  }
}

/**
 * All tests of a suite and of those in it, named after their file.
 * @param {Suite} suite
 * @returns {{ name: string, test: Test }[]}
 */
export function listTests({ specs, suites = [] }) {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.map((test) => ({ name: `${file}: ${title}`, test })),
  )
  return [...own, ...suites.flatMap(listTests)]
}

/** @param {{ name: string, test: Test }} failed */
function toFailure({ name, test: { projectName, results = [] } }) {
  const error = results.map((result) => result.error).find(Boolean)
  return {
    name: projectName ? `[${projectName}] ${name}` : name,
    reason: toReason(error?.message),
  }
}

/** @param {{ name: string, test: Test }} skipped */
function toSkip({ name, test }) {
  const mark = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  return {
    name,
    reason: mark ? (mark.description ?? 'marked so in its file') : 'it was not reached',
  }
}
