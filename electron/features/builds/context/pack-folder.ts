import type { Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { BLOCK, padding, TAR_END, tarHeader } from '../../files/index.ts'
import { explainRead, isMissing } from './explain-read.ts'
import { modeOf, targetOf } from './facts-of.ts'
import { placeOf } from './place-of.ts'
import { changed, openLarge, readWhole } from './read-file.ts'
import type { ContextEntry } from './walk-context.ts'

/** So many entries are read ahead: small ones, a few megabytes at most. */
const AHEAD = 24

/** Small entries are sent together: each piece that is sent costs the same. */
const TOGETHER_BYTES = 256 * 1024

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
        return { parts: [headerOf(path, kind, await lstat(place), await targetOf(place))] }
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

/** Header, content and what fills its last block in one buffer. */
async function packFile(root: string, path: string): Promise<Packed> {
  let header: Buffer = Buffer.alloc(0)
  const whole = await readWhole(root, path, (stats) => {
    header = headerOf(path, 'file', stats, '', stats.size)
    const start = header.length
    return { start, buffer: Buffer.allocUnsafe(start + inBlocks(stats.size)) }
  })
  if (!whole) return { large: path }
  const { buffer, start, length, stats } = whole
  // Of the same length: it differs in digits alone.
  const said = length === stats.size ? header : headerOf(path, 'file', stats, '', length)
  said.copy(buffer)
  buffer.fill(0, start + length)
  return { parts: [buffer.subarray(0, start + inBlocks(length))] }
}

function inBlocks(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

async function* packLarge(root: string, path: string): AsyncGenerator<Buffer, void> {
  try {
    const large = await openLarge(root, path)
    const { stats } = large
    try {
      yield headerOf(path, 'file', stats, '', stats.size)
      let left = stats.size
      for await (const piece of large.pieces()) {
        left -= piece.length
        yield piece
      }
      // What was said of its size can no longer be taken back.
      if (left > 0) throw changed(path)
      yield padding(stats.size)
    } finally {
      await large.close()
    }
  } catch (cause) {
    throw explainRead(path, cause)
  }
}

function headerOf(
  path: string,
  kind: ContextEntry['kind'],
  stats: Stats,
  target = '',
  size = 0,
): Buffer {
  return tarHeader({
    path,
    kind,
    target,
    size,
    mode: modeOf(stats),
    mtime: Math.floor(stats.mtimeMs / 1000),
    // Whose it is on this machine says nothing in a container.
    uid: 0,
    gid: 0,
  })
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
