import type { Writable } from 'node:stream'
import { encodeFrame, type Frame } from '#shared/frames.ts'

/** A block of this size costs the port little a byte, and the window little to take in. */
const BLOCK_BYTES = 64 * 1024

/** One frame of a display: lines that come apart by less go together. */
const FLUSH_MS = 16

/** Frames on their way to the window, gathered into blocks. Reading never waits for a clock. */
export interface Blocks {
  /** False when the window is behind: hold the source until `whenReady`. */
  add(frames: readonly Frame[]): boolean
  whenReady(): Promise<void>
  /** Sends what is gathered. */
  flush(): void
}

/** Writes whole frames only: a cut stream never leaves half of one in the window. */
export function createBlocks(output: Writable): Blocks {
  let gathered: Uint8Array[] = []
  let bytes = 0
  let clock: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(clock)
    clock = undefined
    if (bytes === 0) return
    const block = Buffer.concat(gathered, bytes)
    gathered = []
    bytes = 0
    if (!output.destroyed) output.write(block)
  }

  return {
    add(frames) {
      for (const { stream, payload } of frames) {
        const frame = encodeFrame(stream, payload)
        gathered.push(frame)
        bytes += frame.length
        if (bytes >= BLOCK_BYTES) flush()
      }
      if (bytes > 0) clock ??= setTimeout(flush, FLUSH_MS)
      return !output.writableNeedDrain
    },
    whenReady: () => drained(output),
    flush,
  }
}

/** Also when the output was destroyed: whoever waits must not wait for ever. */
function drained(output: Writable): Promise<void> {
  if (output.destroyed || !output.writableNeedDrain) return Promise.resolve()
  return new Promise((resolve) => {
    function done() {
      output.off('drain', done)
      output.off('close', done)
      resolve()
    }
    output.on('drain', done)
    output.on('close', done)
  })
}
