import { expect, test } from 'vitest'
import { describeFaults, figuresIn } from './describe-faults.mjs'

/** @param {'expected' | 'unexpected'} status @param {object} trial @param {string} [message] */
const tried = (status, trial, message) => ({
  title: 'a trial',
  file: 'faults.spec.ts',
  tests: [
    {
      status,
      annotations: [{ type: 'trial', description: JSON.stringify(trial) }],
      results: [message === undefined ? {} : { error: { message } }],
    },
  ],
})

test('each trial has a row, and the last line counts', () => {
  const specs = [
    tried('expected', { stream: 'logs', fault: 'SIGKILL', noticedMs: 12.4, backMs: 20 }),
    tried(
      'unexpected',
      { stream: 'exec', fault: 'body cut' },
      '\u001b[31mit hangs\u001b[39m\nat …',
    ),
  ]
  expect(describeFaults({ suites: [{ specs }] })).toEqual([
    'stream  fault     noticed  back   verdict',
    'logs    SIGKILL   12 ms    20 ms  survived',
    'exec    body cut  never    never  FAILED: it hangs',
    'Faults survived: 1 of 2 | noticed: median 12 ms, most 12 ms | back: median 20 ms, most 20 ms',
  ])
})

test('figures are those that tests noted', () => {
  const figure = { what: 'lost', value: 0, unit: 'lines', limit: 0 }
  const annotations = [{ type: 'figure', description: JSON.stringify(figure) }]
  /** @type {import('../checks/end-to-end-tests.mjs').Spec} */
  const spec = {
    title: 'lines',
    file: 'log-lines.spec.ts',
    tests: [{ status: 'expected', annotations }],
  }
  expect(figuresIn({ suites: [{ specs: [spec] }] })).toEqual([figure])
})
