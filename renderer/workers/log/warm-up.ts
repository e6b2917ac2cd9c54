import { encodeFrame } from '#shared/frames.ts'
import { LogLines } from './log-lines.ts'
import { createRowDrawer } from './log-rows.ts'

/** Enough for the code to be compiled; more is not quicker. */
const LINES = 500

const MEMORY = 1024 * 1024

/**
 * Reads and draws a log that nobody sees: the first that somebody does see finds all of the code
 * compiled, and is there twice as soon.
 */
export function warmUp(): void {
  const log = new LogLines(MEMORY)
  const intake = log.readRecent()
  const text = Array.from(
    { length: LINES },
    (_, n) => `2026-01-01T00:00:00.${String(n).padStart(9, '0')}Z \u001b[31mline\u001b[0m ${n} ä\n`,
  )
  for (const line of text) intake.take(encodeFrame('stdout', new TextEncoder().encode(line)))
  const frame = { rows: 20, columns: 100, wrap: true, left: 0, stamps: 'off', by: 0 } as const
  createRowDrawer(log).rows({ ...frame, from: 'end', after: -Infinity })
  log.close()
}
