import { close, constants, fstat, open, read, type Stats } from 'node:fs'
import { promisify } from 'node:util'
import { EngineError } from '#shared/errors.ts'
import type { FileContent } from '../buildkit/index.ts'
import { explainRead, isMissing } from './explain-read.ts'
import { placeOf } from './place-of.ts'

// Handles of `fs/promises` cost twice as much a file, and there are many.
const system = {
  open: promisify(open),
  close: promisify(close),
  stat: promisify(fstat),
  read: promisify(read),
}

/** A file up to this size is read whole, and before its turn. */
const SMALL_BYTES = 256 * 1024

const PIECE_BYTES = 1024 * 1024

/** A pipe that took a file's place would never open; a link would lead elsewhere. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Where a small file is read to: all of its bytes from `start` on. */
interface Room {
  readonly buffer: Buffer
  readonly start: number
}

/** A small file that was read. */
export interface WholeFile extends Room {
  /** As it was before it was read. */
  readonly stats: Stats
  /** Less than its size, where it has shrunk meanwhile, as logs do. */
  readonly length: number
}

/**
 * Reads a small file; nothing where it is too large for that. One promise a file, and nobody waits for
 * the closing: there are many, and each turn costs.
 */
export function readWhole(
  root: string,
  path: string,
  roomFor: (stats: Stats) => Room,
): Promise<WholeFile | undefined> {
  return new Promise((resolve, reject) => {
    open(placeOf(root, path), OPEN_FLAGS, (failed, file) => {
      if (failed) return reject(failed)
      const end = (cause: unknown, whole?: WholeFile) => {
        close(file, () => {})
        if (cause) reject(cause)
        else resolve(whole)
      }
      return fstat(file, (unknown, stats) => {
        if (unknown) return end(unknown)
        if (!stats.isFile()) return end(changed(path))
        if (stats.size > SMALL_BYTES) return end(undefined)
        return fill(file, { stats, ...roomFor(stats) }, end)
      })
    })
  })
}

function fill(
  file: number,
  into: Omit<WholeFile, 'length'>,
  end: (cause: unknown, whole?: WholeFile) => void,
): void {
  const { stats, buffer, start } = into
  const go = (length: number) => {
    if (length === stats.size) return end(undefined, { ...into, length })
    return read(file, buffer, start + length, stats.size - length, length, (cause, bytes) => {
      if (cause) return end(cause)
      return bytes === 0 ? end(undefined, { ...into, length }) : go(length + bytes)
    })
  }
  go(0)
}

/** A file that is read in pieces. Whoever opens it closes it. */
export interface LargeFile {
  /** As it was when it was opened. */
  readonly stats: Stats
  /** As much as it was then, less where it has shrunk. */
  pieces(): AsyncGenerator<Buffer, void>
  close(): Promise<void>
}

/** Throws where it is no file any more. */
export async function openLarge(root: string, path: string): Promise<LargeFile> {
  const file = await system.open(placeOf(root, path), OPEN_FLAGS)
  try {
    const stats = await system.stat(file)
    if (!stats.isFile()) throw changed(path)
    return {
      stats,
      pieces: () => piecesOf(file, stats.size),
      close: () => system.close(file),
    }
  } catch (cause) {
    await system.close(file)
    throw cause
  }
}

async function* piecesOf(file: number, size: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < size;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - at))
    const { bytesRead } = await system.read(file, piece, 0, piece.length, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield piece.subarray(0, bytesRead)
  }
}

/**
 * A file as it is now: all of it, or in pieces, and then opened when the first is wanted. Throws an
 * `EngineError` that names it.
 */
export async function readContent(root: string, path: string): Promise<FileContent> {
  try {
    const whole = await readWhole(root, path, ({ size }) => {
      return { buffer: Buffer.allocUnsafe(size), start: 0 }
    })
    return whole ? whole.buffer.subarray(0, whole.length) : readLarge(root, path)
  } catch (cause) {
    throw explainSent(path, cause)
  }
}

async function* readLarge(root: string, path: string): AsyncGenerator<Buffer, void> {
  try {
    const file = await openLarge(root, path)
    try {
      yield* file.pieces()
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw explainSent(path, cause)
  }
}

/** BuildKit was told of it: that it is gone cannot be passed over. */
function explainSent(path: string, cause: unknown): EngineError {
  return isMissing(cause) ? changed(path) : explainRead(path, cause)
}

/** What is sent of it would be neither what it was nor what it is. */
export function changed(path: string): EngineError {
  return new EngineError({
    code: 'conflict',
    message: `Cannot send "${path}": it changed while it was read`,
    hint: 'Build again once nothing writes it, or name it in ".dockerignore".',
  })
}
