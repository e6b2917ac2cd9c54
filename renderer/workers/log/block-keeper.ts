import {
  asBlockData,
  INDEX_BYTES,
  NOTE_FLAGS,
  TEXT_BYTES,
  type BlockData,
  type LogBlock,
} from './log-block.ts'
import type { Spill, SpillTrouble } from './spill.ts'

/** Bytes that the blocks of one log take at most. */
export interface LogBudget {
  /** In memory, beside a file that takes the rest. */
  readonly memory: number
  /** In memory, where there is no file, or none that takes more. */
  readonly withoutFile: number
}

interface KeeperParts {
  readonly budget: LogBudget
  readonly spill?: Spill | undefined
  /** Lets go of the oldest block of the log; false where there is only what is being written. */
  giveWay(): boolean
}

/** Blocks that were read back and may be read again: those around the reader, and the last one searched. */
const CACHED_BLOCKS = 8

const BLOCK_BYTES = INDEX_BYTES + TEXT_BYTES

/** What stands for lines that the disk does not give back. */
const LOST = new TextEncoder().encode('── Lines could not be read back from the disk ──\n')

/**
 * Keeps the blocks of one log: the newest in memory, up to a budget, the others in a file. Where no
 * file takes them, the oldest give way.
 */
export class BlockKeeper {
  readonly #parts: KeeperParts
  /** In memory for good or until they go into the file; the oldest come first. */
  readonly #inMemory = new Set<LogBlock>()
  #bytes = 0
  /** Read back from the file; the one that was used last comes last. */
  readonly #cache = new Map<LogBlock, BlockData>()
  #spare: ArrayBuffer | undefined
  #trouble: SpillTrouble | undefined
  #isLost = false

  constructor(parts: KeeperParts) {
    this.#parts = parts
  }

  /** Bytes of the blocks in memory, with what of them is not used. */
  get bytes(): number {
    return this.#bytes
  }

  /** Why the file did not take what gave way. */
  get trouble(): SpillTrouble | undefined {
    return this.#trouble
  }

  /** Something could not be read back. */
  get isLost(): boolean {
    return this.#isLost
  }

  /** A new block, with room for so much text. The one before it in its store is closed by then. */
  open(first: number, textBytes: number): LogBlock {
    const size = INDEX_BYTES + textBytes
    const data = asBlockData(this.#buffer(size))
    const block = { first, lines: 0, used: 0, size, isOpen: true, data, slots: undefined }
    this.#inMemory.add(block)
    this.#bytes += size
    this.#makeRoom()
    return block
  }

  /** What a block holds, until eight others have been read. */
  read(block: LogBlock): BlockData {
    if (block.data) return block.data
    const known = this.#cache.get(block)
    if (known) {
      this.#cache.delete(block)
      this.#cache.set(block, known)
      return known
    }
    if (this.#cache.size >= CACHED_BLOCKS) this.#forgetOldest()
    const data = asBlockData(this.#buffer(block.size))
    if (!this.#readBack(block, data)) fillLost(block, data)
    this.#cache.set(block, data)
    return data
  }

  /** False where the disk fails: its lines are lost then, and not asked for again. */
  #readBack({ slots, used }: LogBlock, { buffer }: BlockData): boolean {
    if (!slots) return false
    try {
      this.#parts.spill?.read(slots, new Uint8Array(buffer, 0, INDEX_BYTES + used))
      return true
    } catch {
      this.#isLost = true
      return false
    }
  }

  /** Lets go of a block. */
  drop(block: LogBlock): void {
    if (block.data) this.#leaveMemory(block)
    if (block.slots) this.#parts.spill?.free(block.slots)
    block.slots = undefined
    this.#cache.delete(block)
  }

  #makeRoom(): void {
    const { budget, spill, giveWay } = this.#parts
    while (this.#bytes > budget.memory) {
      if (spill && this.#putAway(spill)) continue
      if (spill?.isComing === true) return
      const most = spill?.trouble === 'limit' ? budget.memory : budget.withoutFile
      if (this.#bytes <= most || !giveWay()) return
      this.#trouble = spill?.trouble
    }
  }

  /** Writes the block that is longest in memory into the file. */
  #putAway(spill: Spill): boolean {
    const block = this.#oldestClosed()
    if (!block?.data) return false
    block.slots = spill.put(new Uint8Array(block.data.buffer, 0, INDEX_BYTES + block.used))
    if (!block.slots) return false
    this.#leaveMemory(block)
    return true
  }

  #oldestClosed(): LogBlock | undefined {
    for (const block of this.#inMemory) if (!block.isOpen) return block
    return undefined
  }

  #leaveMemory(block: LogBlock): void {
    this.#inMemory.delete(block)
    this.#bytes -= block.size
    this.#setAside(block.data)
    block.data = undefined
  }

  #forgetOldest(): void {
    const [oldest] = this.#cache
    if (!oldest) return
    this.#cache.delete(oldest[0])
    this.#setAside(oldest[1])
  }

  /** What is used again need not be collected, which takes its time with large buffers. */
  #setAside(data: BlockData | undefined): void {
    if (data?.buffer.byteLength === BLOCK_BYTES) this.#spare = data.buffer
  }

  #buffer(size: number): ArrayBuffer {
    const spare = this.#spare
    if (size !== BLOCK_BYTES || !spare) return new ArrayBuffer(size)
    this.#spare = undefined
    return spare
  }
}

/**
 * As many lines as there were, of which the first says what happened. Their place in the file is not
 * given to others: the disk does not keep what is there.
 */
function fillLost(block: LogBlock, data: BlockData): void {
  const { lines } = block
  for (let line = 1; line < lines; line++) data.starts[line] = LOST.length + line - 1
  data.starts[0] = 0
  data.flags.fill(NOTE_FLAGS, 0, lines)
  block.used = LOST.length + lines - 1
  block.slots = undefined
  data.text.fill(0x0a, 0, block.used)
  data.text.set(LOST)
}
