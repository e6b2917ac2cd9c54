import { expect, test } from 'vitest'
import { SLOT_BYTES } from './spill.ts'
import { createSpillFile, type BlockFile, type SpillFile } from './spill-file.ts'

const GIB = 1024 ** 3
const block = (fill: number, bytes = SLOT_BYTES) => new Uint8Array(bytes).fill(fill)

/** A file in memory, on a disk with so much room. */
function diskOf(free: number) {
  const bytes = new Map<number, Uint8Array>()
  const disk = {
    free,
    isOpen: false,
    isRemoved: false,
    fault: undefined as Error | undefined,
    room: () => Promise.resolve(disk.free),
    remove: () => {
      disk.isRemoved = true
      return Promise.resolve()
    },
    open: (): Promise<BlockFile> => {
      disk.isOpen = true
      return Promise.resolve({
        write(from, { at }) {
          if (disk.fault) throw disk.fault
          bytes.set(at, from.slice())
          return from.length
        },
        read(into, { at }) {
          const known = bytes.get(at)?.subarray(0, into.length) ?? new Uint8Array(0)
          into.set(known)
          return known.length
        },
        close: () => void (disk.isOpen = false),
      })
    },
  }
  return disk
}

/** One that has asked for its room. */
async function readied(disk: ReturnType<typeof diskOf>, limit?: number): Promise<SpillFile> {
  const spill = createSpillFile(disk, limit)
  expect(spill.put(block(0))).toBeUndefined()
  expect(spill.isComing).toBe(true)
  await expect.poll(() => spill.isComing).toBe(false)
  return spill
}

test('what was put in is read back, also what is larger than a part', async () => {
  const spill = await readied(diskOf(2 * GIB))
  const one = spill.put(block(1)) ?? []
  const long = spill.put(block(2, SLOT_BYTES * 2 + 5)) ?? []
  expect([one.length, long.length]).toEqual([1, 3])
  const back = block(0, SLOT_BYTES * 2 + 5)
  spill.read(long, back)
  expect(back.every((byte) => byte === 2)).toBe(true)
  spill.read(one, back.subarray(0, 10))
  expect(back[9]).toBe(1)
})

test('no file is made before there is something for it', () => {
  const disk = diskOf(2 * GIB)
  createSpillFile(disk)
  expect(disk.isOpen).toBe(false)
})

test('the file has a limit, and what is let go of is written over', async () => {
  const spill = await readied(diskOf(20 * GIB), 2 * SLOT_BYTES)
  const first = spill.put(block(1)) ?? []
  expect(spill.put(block(2))).toEqual([1])
  expect(spill.put(block(3))).toBeUndefined()
  spill.free(first)
  expect(spill.put(block(3))).toEqual(first)
})

test('the last of the disk is not taken', async () => {
  const spill = await readied(diskOf(GIB + SLOT_BYTES))
  expect(spill.put(block(1))).toEqual([0])
  expect(spill.put(block(2))).toBeUndefined()
  const full = await readied(diskOf(GIB))
  expect(full.put(block(1))).toBeUndefined()
  expect(full.trouble).toBe('no-room')
})

test('a disk that fills up in between, and one that fails, are told apart', async () => {
  const disk = diskOf(2 * GIB)
  const spill = await readied(disk)
  const kept = spill.put(block(7)) ?? []
  disk.fault = new DOMException('No space', 'QuotaExceededError')
  expect(spill.put(block(1))).toBeUndefined()
  expect(spill.trouble).toBe('no-room')
  disk.fault = new Error('EIO')
  expect(spill.put(block(1))).toBeUndefined()
  expect(spill.trouble).toBe('failed')
  const back = block(0)
  spill.read(kept, back)
  expect(back[0]).toBe(7)
})

test('what cannot be read in full is said', async () => {
  const spill = await readied(diskOf(2 * GIB))
  expect(() => spill.read([5], block(0))).toThrow('Cut')
})

test('closed, it leaves no file, even while it is being made', async () => {
  const disk = diskOf(2 * GIB)
  await (await readied(disk)).close()
  expect([disk.isOpen, disk.isRemoved]).toEqual([false, true])
  const early = diskOf(2 * GIB)
  const spill = createSpillFile(early)
  spill.put(block(1))
  await spill.close()
  expect([early.isOpen, early.isRemoved]).toEqual([false, true])
})
