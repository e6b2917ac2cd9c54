// @ts-check

/**
 * @typedef {object} Figure
 * @property {string} what
 * @property {number} value
 * @property {string} unit
 * @property {{ what: string, value: number }} [beside] measured in the same run, in the same unit
 * @property {number} [limit] of the ratio where there is one beside, else of the value
 */

/**
 * Prints what was measured, a line a figure: value, what stands beside it, ratio, limit, verdict.
 * @param {string} suite
 * @param {readonly Figure[]} figures
 */
export function showFigures(suite, figures) {
  console.log(`\n${suite}`)
  for (const figure of figures) console.log(`  ${line(figure)}`)
}

/** @param {Figure} figure */
function line({ what, value, unit, beside, limit }) {
  const parts = [`${what}: ${round(value)} ${unit}`]
  if (beside) parts.push(`${beside.what}: ${round(beside.value)} ${unit}`)
  const judged = beside ? value / beside.value : value
  if (beside) parts.push(`ratio ${judged.toFixed(2)}`)
  if (limit !== undefined) parts.push(`limit ${limit} (${judged <= limit ? 'kept' : 'MISSED'})`)
  return parts.join(' | ')
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10
}

/** The value below which the given part of the samples lies. @param {readonly number[]} samples @param {number} part */
export function quantile(samples, part) {
  const sorted = samples.toSorted((a, b) => a - b)
  const index = Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)
  return sorted[Math.max(0, index)] ?? Number.NaN
}

/** @param {readonly number[]} samples */
export function median(samples) {
  return quantile(samples, 0.5)
}
