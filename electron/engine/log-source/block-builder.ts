import { FRAME_HEADER_BYTES, writeFrameHeader } from '#shared/frames.ts'

/** Gathers the bytes of a log into blocks. Reading never waits for it. */
export interface BlockBuilder {
  readonly add: (bytes: Uint8Array) => void
  /** Sends what is gathered. */
  readonly flush: () => void
  /** Forgets what is gathered. */
  readonly discard: () => void
}

/** Smaller ones cost the ports 1.5 times as much; larger ones bring nothing more. */
const BLOCK_BYTES = 256 * 1024

/** One frame of a display: lines that come apart by less go together. */
const FLUSH_MS = 16

/**
 * Sends a block when it is full, or 16 ms after its first byte. Each has a buffer of its own, which
 * may be transferred. Bytes that come bare, without frames, are one frame a block.
 */
export function createBlockBuilder(
  send: (block: Uint8Array<ArrayBuffer>) => void,
  { isBare }: { readonly isBare: boolean },
): BlockBuilder {
  const begin = isBare ? FRAME_HEADER_BYTES : 0
  let block = new Uint8Array(BLOCK_BYTES)
  let filled = begin
  let clock: NodeJS.Timeout | undefined

  function flush(): void {
    stopClock()
    if (filled === begin) return
    if (isBare) writeFrameHeader(block, 'stdout', filled - begin)
    const isFull = filled === BLOCK_BYTES
    // A copy of what is there: a block that stays can be filled again.
    const sent = isFull ? block : block.slice(0, filled)
    if (isFull) block = new Uint8Array(BLOCK_BYTES)
    filled = begin
    send(sent)
  }

  function stopClock(): void {
    clearTimeout(clock)
    clock = undefined
  }

  return {
    add(bytes) {
      let at = 0
      while (at < bytes.length) {
        const end = Math.min(bytes.length, at + BLOCK_BYTES - filled)
        block.set(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end), filled)
        filled += end - at
        at = end
        if (filled === BLOCK_BYTES) flush()
      }
      if (filled > begin) clock ??= setTimeout(flush, FLUSH_MS)
    },
    flush,
    discard() {
      stopClock()
      filled = begin
    },
  }
}
