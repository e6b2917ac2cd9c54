// @ts-check
import { constants } from 'node:os'
import { closeAll } from './closing.mjs'
import { SetupError, say } from './say.mjs'

/** @type {readonly NodeJS.Signals[]} */
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** What a shell adds to a signal's number to make the exit code. */
const SIGNAL_EXIT = 128

let interrupted = false

/**
 * Runs a command's main function. A failure is told in one sentence and ends in exit code 1; a
 * signal closes all that is open first.
 * @param {() => Promise<number | void>} main resolves to the exit code, none meaning 0
 */
export async function runMain(main) {
  for (const signal of ENDING_SIGNALS) process.once(signal, () => void interrupt(signal))
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    // What fails because it is being closed is no news.
    if (!interrupted) say(describe(error))
    process.exitCode = 1
  }
}

/** @param {NodeJS.Signals} signal */
async function interrupt(signal) {
  interrupted = true
  try {
    await closeAll(signal)
  } finally {
    process.exit(SIGNAL_EXIT + constants.signals[signal])
  }
}

/** @param {unknown} error */
function describe(error) {
  if (error instanceof SetupError) return error.message
  return String(error instanceof Error ? error.stack : error)
}
