// @ts-check

/**
 * @typedef {object} Tally what became of some tests
 * @property {number} passed
 * @property {number} failed
 * @property {readonly Skip[]} skipped
 *
 * @typedef {{ name: string, reason: string }} Skip
 */

/**
 * Adds up what became of several groups of tests.
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function addTallies(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  }
}

/**
 * The report that ends a run: every skip with its reason, then the one line that sums it up.
 * @param {Tally} tally
 */
export function describeTally({ passed, failed, skipped }) {
  const skips = skipped.map(({ name, reason }) => `skipped: ${name} (${reason})\n`)
  return `${skips.join('')}tests: ${passed} passed, ${failed} failed, ${skipped.length} skipped`
}
