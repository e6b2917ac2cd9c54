// @ts-check

/**
 * @callback Close
 * @param {NodeJS.Signals} signal why
 * @returns {Promise<void> | void}
 */

/** What is open and must not outlive us, in the order in which it was opened. @type {Set<Close>} */
const opened = new Set()

/**
 * Has something closed when a signal ends us early; what it stands on is closed after it.
 * @param {Close} close
 * @returns {() => void} to be called once it has been closed in the usual way
 */
export function closeOnSignal(close) {
  opened.add(close)
  return () => void opened.delete(close)
}

/**
 * Closes all that is open, the last opened first.
 * @param {NodeJS.Signals} signal
 */
export async function closeAll(signal) {
  for (const close of [...opened].toReversed()) await close(signal)
}
