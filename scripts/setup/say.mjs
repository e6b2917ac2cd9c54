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

/**
 * Runs a command's main function; a failure is told in one sentence and ends in exit code 1.
 * @param {() => Promise<number | void>} main resolves to the exit code, none meaning 0
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    say(
      error instanceof SetupError
        ? error.message
        : String(error instanceof Error ? error.stack : error),
    )
    process.exitCode = 1
  }
}
