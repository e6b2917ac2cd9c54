import { SLOT_BYTES, type Spill, type SpillTrouble } from './spill.ts'

/** As much as a log may have of the disk. */
const LIMIT_BYTES = 4 * 1024 ** 3

/** What the disk keeps for everything else. */
const RESERVE_BYTES = 1024 ** 3

/** How far the file grows before the disk is looked at again. */
const GRANT_BYTES = 256 * 1024 ** 2

/** A disk that was full is not asked at every block whether it still is. */
const RETRY_MS = 2000

const FOLDER = 'logs'

/** What is used of a file that only this worker has: reads and writes that wait for nothing. */
export interface BlockFile {
  read(into: Uint8Array<ArrayBuffer>, options: { at: number }): number
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number
  close(): void
}

/** The compiler knows this part of a worker only where it is told that there is no window. */
interface SyncFileHandle {
  createSyncAccessHandle(): Promise<BlockFile>
}

/** Where the file is made, and how much room there is around it. */
export interface SpillPlace {
  open(): Promise<BlockFile>
  /** Bytes that are free on the disk. */
  room(): Promise<number>
  remove(): Promise<void>
}

/** A spill that leaves nothing behind once it is closed. */
export interface SpillFile extends Spill {
  close(): Promise<void>
}

/** A file in parts of one size: what is let go of is written over, whatever its order. */
export function createSpillFile(place: SpillPlace, limit = LIMIT_BYTES): SpillFile {
  let file: BlockFile | undefined
  let asking: Promise<void> | undefined
  let askedAt = -Infinity
  let trouble: SpillTrouble | undefined
  let isClosed = false
  /** Parts that there are, those that it may have, and those that nothing is in. */
  let end = 0
  let granted = 0
  const free: number[] = []

  async function ask(): Promise<void> {
    try {
      file ??= await place.open()
      const room = Math.min((await place.room()) - RESERVE_BYTES, GRANT_BYTES)
      const most = Math.floor(limit / SLOT_BYTES)
      granted = Math.min(most, end + Math.max(0, Math.floor(room / SLOT_BYTES)))
      trouble = granted > end ? undefined : end >= most ? 'limit' : 'no-room'
    } catch {
      trouble = 'failed'
    }
    asking = undefined
    if (isClosed) await leave()
  }

  function askAgain(): void {
    if (asking || isClosed || trouble === 'failed' || performance.now() - askedAt < RETRY_MS) return
    askedAt = performance.now()
    asking = ask()
  }

  async function leave(): Promise<void> {
    file?.close()
    file = undefined
    await place.remove()
  }

  /** Parts for so many bytes; nothing where there are not enough. */
  function take(bytes: number): number[] | undefined {
    const count = Math.ceil(bytes / SLOT_BYTES)
    if (free.length + granted - end < count) return undefined
    return Array.from({ length: count }, () => free.pop() ?? end++)
  }

  return {
    get isComing() {
      return asking !== undefined
    },
    get trouble() {
      return trouble
    },
    put(bytes) {
      const slots = file && trouble !== 'failed' ? take(bytes.length) : undefined
      if (!file || !slots) {
        askAgain()
        return undefined
      }
      try {
        for (const [nth, slot] of slots.entries()) {
          const part = partOf(bytes, nth)
          if (file.write(part, { at: slot * SLOT_BYTES }) !== part.length) throw new Error('Cut')
        }
        return slots
      } catch (cause) {
        free.push(...slots)
        // The disk filled up faster than it was asked.
        trouble = isQuota(cause) ? 'no-room' : 'failed'
        granted = end
        return undefined
      }
    },
    read(slots, into) {
      for (const [nth, slot] of slots.entries()) {
        const part = partOf(into, nth)
        if (file?.read(part, { at: slot * SLOT_BYTES }) !== part.length) throw new Error('Cut')
      }
    },
    free: (slots) => void free.push(...slots),
    async close() {
      isClosed = true
      if (asking) await asking
      else if (file) await leave()
    },
  }
}

/** The bytes that go into the part of this place. */
function partOf(bytes: Uint8Array<ArrayBuffer>, nth: number): Uint8Array<ArrayBuffer> {
  return bytes.subarray(nth * SLOT_BYTES, (nth + 1) * SLOT_BYTES)
}

function isQuota(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'QuotaExceededError'
}

/** The page's own file system, under the app's folder: nobody else on the machine may read it. */
export function ownFileSystem(): SpillPlace {
  const name = crypto.randomUUID()
  const folder = async () => {
    const root = await navigator.storage.getDirectory()
    return root.getDirectoryHandle(FOLDER, { create: true })
  }
  return {
    async open() {
      const handle = await (await folder()).getFileHandle(name, { create: true })
      return (handle as unknown as SyncFileHandle).createSyncAccessHandle()
    },
    async room() {
      const { quota = 0, usage = 0 } = await navigator.storage.estimate()
      return quota - usage
    },
    remove: async () => (await folder()).removeEntry(name),
  }
}
