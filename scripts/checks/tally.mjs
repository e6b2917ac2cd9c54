// @ts-check
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Tally what became of some tests
 * @property {number} passed
 * @property {readonly NotPassed[]} failed
 * @property {readonly NotPassed[]} skipped
 *
 * @typedef {{ name: string, reason: string }} NotPassed
 */

/**
 * Adds up what became of several groups of tests.
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function addTallies(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  }
}

/**
 * The report that ends a run: every skip and every failure with its reason, then the one line that
 * sums it up.
 * @param {Tally} tally
 */
export function describeTally({ passed, failed, skipped }) {
  return [
    ...skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`),
    ...failed.map(({ name, reason }) => `failed: ${name} (${reason})`),
    `tests: ${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
  ].join('\n')
}

/**
 * The first line of what a runner says of a failure, without its colours.
 * @param {string | undefined} message
 */
export function toReason(message) {
  const line = stripVTControlCharacters(message ?? '')
    .trim()
    .split('\n', 1)[0]
  return line || 'its runner says no reason'
}
