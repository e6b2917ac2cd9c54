// @ts-check
import { median } from '../bench/show-figures.mjs'
import { listTests } from '../checks/end-to-end-tests.mjs'

/**
 * @typedef {object} Trial one stream under one fault (e2e/engines/trial.ts)
 * @property {string} stream
 * @property {string} fault
 * @property {number} [noticedMs]
 * @property {number} [backMs]
 *
 * @typedef {import('../checks/end-to-end-tests.mjs').Test} Test
 * @typedef {{ suites?: readonly import('../checks/end-to-end-tests.mjs').Suite[] }} Report
 */

const SURVIVED = 'survived'

/** Colours of a terminal, in the messages of Playwright. */
const COLOURS = /\u001b\[[\d;]*m/g

/**
 * The table of all trials in Playwright's JSON report, and the line that sums it up.
 * @param {Report} report
 */
export function describeFaults(report) {
  const rows = testsIn(report).flatMap((test) =>
    notesIn(test, 'trial').map((/** @type {Trial} */ trial) => ({
      trial,
      verdict: verdictOf(test),
    })),
  )
  const cells = rows.map(({ trial: { stream, fault, noticedMs, backMs }, verdict }) => [
    stream,
    fault,
    inMs(noticedMs),
    inMs(backMs),
    verdict,
  ])
  const survived = rows.filter(({ verdict }) => verdict === SURVIVED).length
  const summary = [
    `Faults survived: ${survived} of ${rows.length}`,
    `noticed: ${spread(rows.map(({ trial }) => trial.noticedMs))}`,
    `back: ${spread(rows.map(({ trial }) => trial.backMs))}`,
  ]
  return [
    ...align([['stream', 'fault', 'noticed', 'back', 'verdict'], ...cells]),
    summary.join(' | '),
  ]
}

/**
 * The figures that tests have noted.
 * @param {Report} report
 * @returns {readonly import('../bench/show-figures.mjs').Figure[]}
 */
export function figuresIn(report) {
  return testsIn(report).flatMap((test) => notesIn(test, 'figure'))
}

/** @param {Report} report @returns {readonly Test[]} */
function testsIn({ suites = [] }) {
  return suites.flatMap(listTests).map(({ test }) => test)
}

/** @param {Test} test @param {string} wanted @returns {readonly any[]} */
function notesIn({ annotations }, wanted) {
  return annotations
    .filter(({ type }) => type === wanted)
    .map(({ description = '' }) => JSON.parse(description))
}

/** @param {Test} test */
function verdictOf({ status, results = [] }) {
  if (status === 'expected') return SURVIVED
  const message = results.find(({ error }) => error)?.error?.message ?? status
  return `FAILED: ${message.replaceAll(COLOURS, '').split('\n')[0]}`
}

/** @param {number | undefined} ms */
function inMs(ms) {
  return ms === undefined ? 'never' : `${Math.round(ms)} ms`
}

/** @param {readonly (number | undefined)[]} all */
function spread(all) {
  const known = all.filter((ms) => ms !== undefined)
  if (known.length === 0) return 'never'
  return `median ${inMs(median(known))}, most ${inMs(Math.max(...known))}`
}

/** @param {readonly (readonly string[])[]} rows */
function align(rows) {
  const widths = rows.reduce(
    (/** @type {readonly number[]} */ widest, row) =>
      row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
