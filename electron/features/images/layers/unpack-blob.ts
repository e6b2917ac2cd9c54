import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { EngineError } from '#shared/errors.ts'
import { BLOCK, brokenTar, checkHeader, TAR_END } from '../../files/index.ts'

/** What a file of a saved image is, by its first bytes. */
export type Blob =
  | { readonly kind: 'json'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'layer'; readonly bytes: AsyncIterable<Uint8Array> }
  /** Packed by zstd, for which this runtime has no reader. */
  | { readonly kind: 'zstd' }
  | { readonly kind: 'unknown' }

const GZIP = Buffer.from([0x1f, 0x8b])
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** Tells what it is; what is said of it beside it may come later, or not be true. */
export async function openBlob(content: AsyncIterable<Uint8Array>): Promise<Blob> {
  const peeked = await peek(content)
  if (peeked.first.subarray(0, ZSTD.length).equals(ZSTD)) return { kind: 'zstd' }
  const isGzip = peeked.first.subarray(0, GZIP.length).equals(GZIP)
  return plain(isGzip ? await peek(gunzip(peeked.all)) : peeked)
}

async function plain({ first, all, close }: Peeked): Promise<Blob> {
  if (/^\s*[[{]/.test(first.toString('latin1'))) return { kind: 'json', bytes: all }
  if (isTar(first)) return { kind: 'layer', bytes: ended(all) }
  // What unpacks it would go on taking bytes that are not its own.
  await close()
  return { kind: 'unknown' }
}

/** A layer without a file is nothing but zeros. */
function isTar(first: Buffer): boolean {
  if (first.length < BLOCK) return false
  if (first.every((byte) => byte === 0)) return true
  try {
    checkHeader(first)
    return true
  } catch {
    return false
  }
}

interface Peeked {
  /** The first block, or all where that is less. */
  readonly first: Buffer
  /** The whole, from the start. */
  readonly all: AsyncIterable<Uint8Array>
  readonly close: () => Promise<unknown>
}

async function peek(content: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const chunks = content[Symbol.asyncIterator]()
  const parts: Uint8Array[] = []
  let bytes = 0
  while (bytes < BLOCK) {
    const { done, value } = await chunks.next()
    if (done === true) break
    parts.push(value)
    bytes += value.byteLength
  }
  async function* all() {
    try {
      yield* parts.splice(0)
      for (;;) {
        const { done, value } = await chunks.next()
        if (done === true) return
        yield value
      }
    } finally {
      await chunks.return?.()
    }
  }
  const first = Buffer.concat(parts).subarray(0, BLOCK)
  return { first, all: all(), close: async () => chunks.return?.() }
}

/** What is packed unpacked, as it comes. */
async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const unpacked = createGunzip()
  const feeding = pipeline(packed, unpacked)
  // Whoever reads hears of it.
  feeding.catch(() => {})
  try {
    yield* unpacked as AsyncIterable<Uint8Array>
  } catch (cause) {
    throw cause instanceof EngineError ? cause : brokenTar('a layer cannot be unpacked')
  } finally {
    unpacked.destroy()
    await feeding.catch(() => {})
  }
}

/** Some builders leave the end of a layer out; one of a file that was cut off it does not hide. */
async function* ended(archive: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield* archive
  yield TAR_END
}
