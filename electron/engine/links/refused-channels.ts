import type { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Counts what ssh says of channels that the other side did not open. */
export interface RefusedChannels {
  readonly count: number
  /** Whether there are more than before. To be asked when a channel's connection has been closed. */
  moreThan(before: number): Promise<boolean>
}

/**
 * ssh says so before it closes the connection, so the words lie in the pipe by then: one turn of
 * our event loop may be under way, in the next one they are read.
 */
const TURNS = 3

const REFUSED = /^channel \d+: open failed: /

/** Reads along with the words of an ssh process. */
export function watchRefusedChannels(words: Readable): RefusedChannels {
  let count = 0
  let begun = ''

  words.on('data', (chunk: string | Buffer) => {
    const lines = (begun + String(chunk)).split(/\r?\n/)
    begun = lines.pop() ?? ''
    count += lines.filter((line) => REFUSED.test(line)).length
  })

  return {
    get count() {
      return count
    },
    async moreThan(before) {
      for (let turn = 0; turn < TURNS; turn++) {
        if (count > before) return true
        await nextTurn()
      }
      return count > before
    },
  }
}
