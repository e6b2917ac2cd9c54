// @ts-check

/** A failure that one sentence explains: it is shown without a stack. */
export class SetupError extends Error {}

/**
 * Tells the person at the terminal what is going on.
 * On stderr, so that commands which print a value keep stdout to themselves.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`)
}
