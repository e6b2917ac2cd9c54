import { Readable } from 'node:stream'
import { cancelled } from '../call-limits.ts'

/** A log that is being opened. Destroying its blocks takes it back, at any time. */
export interface OpeningLog {
  /** Blocks of the engine's multiplexed stream, each in a buffer of its own, cut anywhere. */
  readonly blocks: Readable
  /** Settles once the engine has said yes or no; rejects also when the blocks are destroyed. */
  readonly opened: Promise<void>
}

/** The end of a log that whoever reads from the engine holds. */
export interface LogBlocks {
  readonly log: OpeningLog
  /** The engine said yes. */
  readonly open: () => void
  readonly put: (block: Uint8Array) => void
  /** The log is whole. */
  readonly end: () => void
  /** It broke off: told after the blocks that had come, or at once where it was not open yet. */
  readonly fail: (error: Error) => void
}

interface Source {
  /** Takes the log back. Not aborted yet. */
  readonly signal?: AbortSignal | undefined
  /** Somebody took a block. */
  readonly onTaken: (bytes: number) => void
  /** Once, whatever the reason: nobody reads on. */
  readonly onClose: () => void
}

/**
 * A queue with a reader at its other end. Blocks are objects to it: as bytes they would be joined
 * into ever larger copies.
 */
export function createLogBlocks({ signal, onTaken, onClose }: Source): LogBlocks {
  const waiting: Uint8Array[] = []
  let isOpen = false
  let isWanted = false
  let finish: (() => void) | undefined
  let settle: { resolve(): void; reject(cause: unknown): void }
  const opened = new Promise<void>((resolve, reject) => (settle = { resolve, reject }))
  // Whoever takes the log back does not ask what became of it.
  opened.catch(() => {})

  const blocks = new Readable({
    objectMode: true,
    // One at a time: what else waits is counted by its bytes, at the source.
    highWaterMark: 1,
    read: give,
    destroy(error, done) {
      waiting.length = 0
      signal?.removeEventListener('abort', takeBack)
      settle.reject(error ?? cancelled())
      onClose()
      done(error)
    },
  })
  // Whoever reads sees the end of it; nobody may be reading yet.
  blocks.on('error', () => {})

  function give(): void {
    const block = waiting.shift()
    isWanted = block === undefined
    if (block !== undefined) {
      blocks.push(block)
      onTaken(block.byteLength)
    } else if (finish) {
      // Not yet: an error would overtake the block that is just being taken.
      process.nextTick(finish)
    }
  }

  function finishWith(last: () => void): void {
    finish ??= last
    if (isWanted) give()
  }

  function takeBack(): void {
    blocks.destroy(cancelled())
  }

  signal?.addEventListener('abort', takeBack, { once: true })
  return {
    log: { blocks, opened },
    open() {
      isOpen = true
      settle.resolve()
    },
    put(block) {
      waiting.push(block)
      if (isWanted) give()
    },
    end: () => finishWith(() => blocks.push(null)),
    fail(error) {
      if (isOpen) finishWith(() => blocks.destroy(error))
      else blocks.destroy(error)
    },
  }
}
