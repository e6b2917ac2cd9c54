import { close, constants, fstat, open, read, type Stats } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import { EngineError } from '#shared/errors.ts'
import { BLOCK, padding, TAR_END, tarHeader, toText } from '../../files/index.ts'
import { explainRead, isMissing } from './explain-read.ts'
import { placeOf } from './place-of.ts'
import type { ContextEntry } from './walk-context.ts'

// Handles of `fs/promises` cost twice as much a file, and there are many.
const system = {
  open: promisify(open),
  close: promisify(close),
  stat: promisify(fstat),
  read: promisify(read),
}

/** A file up to this size is read whole, and before its turn. */
const SMALL_BYTES = 256 * 1024

/** So many entries are read ahead: with `SMALL_BYTES` each, a few megabytes at most. */
const AHEAD = 24

const PIECE_BYTES = 1024 * 1024

/** Small entries are sent together: each piece that is sent costs the same. */
const TOGETHER_BYTES = 256 * 1024

/** A pipe that took a file's place would never open; a link would lead elsewhere. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** An entry of the tar: its bytes, or a file that is too large to be read at once. */
type Packed = { readonly parts: readonly Buffer[] } | { readonly large: string }

const NOTHING: Packed = { parts: [] }

/** A tar of the entries; a large file is read as it is sent. */
export async function* packFolder(
  root: string,
  batches: AsyncIterable<readonly ContextEntry[]>,
): AsyncGenerator<Buffer, void> {
  const together = createGatherer()
  for await (const packed of readAhead(batches, (entry) => packEntry(root, entry))) {
    if ('parts' in packed) {
      const full = together.add(packed.parts)
      if (full) yield full
      continue
    }
    if (!together.isEmpty()) yield together.all()
    yield* packLarge(root, packed.large)
  }
  together.add([TAR_END])
  yield together.all()
}

/** In their order, a few under way at a time. */
async function* readAhead(
  batches: AsyncIterable<readonly ContextEntry[]>,
  pack: (entry: ContextEntry) => Promise<Packed>,
): AsyncGenerator<Packed, void> {
  const underWay: Promise<Packed>[] = []
  for await (const batch of batches) {
    for (const entry of batch) {
      const packing = pack(entry)
      // It is heard of when its turn comes.
      packing.catch(() => {})
      underWay.push(packing)
      const next = underWay.length >= AHEAD ? underWay.shift() : undefined
      if (next) yield await next
    }
  }
  for (const packing of underWay) yield await packing
}

async function packEntry(root: string, { path, kind }: ContextEntry): Promise<Packed> {
  try {
    switch (kind) {
      case 'file':
        return await packFile(root, path)
      case 'folder':
        return { parts: [headerOf(path, kind, await lstat(placeOf(root, path)))] }
      case 'link': {
        const place = placeOf(root, path)
        const target = toText(await readlink(place, { encoding: 'buffer' }))
        return { parts: [headerOf(path, kind, await lstat(place), asInTar(target))] }
      }
      default:
        return kind satisfies never
    }
  } catch (cause) {
    // It went after it was listed.
    if (isMissing(cause)) return NOTHING
    throw explainRead(path, cause)
  }
}

/** One promise a file, and nobody waits for the closing: there are many, and each turn costs. */
function packFile(root: string, path: string): Promise<Packed> {
  return new Promise((resolve, reject) => {
    open(placeOf(root, path), OPEN_FLAGS, (failed, file) => {
      if (failed) return reject(failed)
      const end = (cause: unknown, packed = NOTHING) => {
        close(file, () => {})
        if (cause) reject(cause)
        else resolve(packed)
      }
      return fstat(file, (unknown, stats) => {
        if (unknown) return end(unknown)
        if (!stats.isFile()) return end(changed(path))
        if (stats.size > SMALL_BYTES) return end(undefined, { large: path })
        return fillEntry(file, { path, stats }, end)
      })
    })
  })
}

interface SmallFile {
  readonly path: string
  readonly stats: Stats
}

/**
 * Header, content and what fills its last block in one buffer. One that shrinks meanwhile, as logs do,
 * is as long as what was read of it.
 */
function fillEntry(
  file: number,
  { path, stats }: SmallFile,
  end: (cause: unknown, packed?: Packed) => void,
): void {
  const header = headerOf(path, 'file', stats, '', stats.size)
  const start = header.length
  const entry = Buffer.allocUnsafe(start + inBlocks(stats.size))
  const done = (size: number) => {
    // Of the same length: it differs in digits alone.
    const said = size === stats.size ? header : headerOf(path, 'file', stats, '', size)
    said.copy(entry)
    entry.fill(0, start + size)
    end(undefined, { parts: [entry.subarray(0, start + inBlocks(size))] })
  }
  const go = (filled: number) => {
    if (filled === stats.size) return done(filled)
    return read(file, entry, start + filled, stats.size - filled, filled, (cause, bytes) => {
      if (cause) return end(cause)
      return bytes === 0 ? done(filled) : go(filled + bytes)
    })
  }
  go(0)
}

function inBlocks(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

async function* packLarge(root: string, path: string): AsyncGenerator<Buffer, void> {
  let file: number | undefined
  try {
    file = await system.open(placeOf(root, path), OPEN_FLAGS)
    const stats = await system.stat(file)
    if (!stats.isFile()) throw changed(path)
    yield headerOf(path, 'file', stats, '', stats.size)
    for (let at = 0; at < stats.size;) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, stats.size - at))
      const length = await readInto(file, piece, at)
      // What was said of its size can no longer be taken back.
      if (length < piece.length) throw changed(path)
      at += length
      yield piece
    }
    yield padding(stats.size)
  } catch (cause) {
    throw explainRead(path, cause)
  } finally {
    if (file !== undefined) await system.close(file)
  }
}

/** Fills the buffer, unless the file ends before. */
async function readInto(file: number, buffer: Buffer, position: number): Promise<number> {
  let filled = 0
  while (filled < buffer.length) {
    const left = buffer.length - filled
    const { bytesRead } = await system.read(file, buffer, filled, left, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

/** Windows knows no such modes; docker gives all that comes from there this one. */
const WINDOWS_MODE = 0o755

function headerOf(
  path: string,
  kind: ContextEntry['kind'],
  { mode, mtimeMs }: Stats,
  target = '',
  size = 0,
): Buffer {
  return tarHeader({
    path,
    kind,
    target,
    size,
    mode: process.platform === 'win32' ? WINDOWS_MODE : mode & 0o7777,
    mtime: Math.floor(mtimeMs / 1000),
    // Whose it is on this machine says nothing in a container.
    uid: 0,
    gid: 0,
  })
}

function asInTar(target: string): string {
  return process.platform === 'win32' ? target.replaceAll('\\', '/') : target
}

/** Puts small buffers together until they are worth sending. */
function createGatherer() {
  let parts: Buffer[] = []
  let bytes = 0
  const all = () => {
    const whole = Buffer.concat(parts, bytes)
    parts = []
    bytes = 0
    return whole
  }
  return {
    /** All that was put together, once it is enough. */
    add(more: readonly Buffer[]): Buffer | undefined {
      for (const part of more) {
        parts.push(part)
        bytes += part.length
      }
      return bytes >= TOGETHER_BYTES ? all() : undefined
    },
    all,
    isEmpty: () => bytes === 0,
  }
}

function changed(path: string): EngineError {
  return new EngineError({
    code: 'conflict',
    message: `Cannot send "${path}": it changed while it was read`,
    hint: 'Build again once nothing writes it, or name it in ".dockerignore".',
  })
}
