import { createByteReader, type ByteReader } from './byte-reader.ts'
import {
  BLOCK,
  brokenTar,
  checkHeader,
  parseExtended,
  parseHeader,
  sizeOf,
  typeOf,
  untilNul,
  type Extended,
  type TarHeader,
} from './tar-header.ts'

/** An entry, and its content for whoever wants it; what is not read of it is skipped. */
export interface TarEntry {
  readonly header: TarHeader
  /** Bytes of the archive up to where it ends, with what fills its last block. */
  readonly end: number
  content(): AsyncGenerator<Buffer, void>
}

/** A path is 4 KB at most; what says more of an entry than this is there to fill our memory. */
const MAX_EXTENDED_BYTES = 1024 * 1024

const NOTHING_SAID: Extended = new Map()

/**
 * The entries of a tar as they come. One that does not end as tars do was cut off, and throws:
 * engines that fail while they pack have no other way to say so. Whoever leaves ends the source.
 */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry, void> {
  const bytes = createByteReader(source, () => brokenTar('it was cut off'))
  try {
    let said: Map<string, Buffer> = new Map()
    for (;;) {
      const block = await bytes.take(BLOCK)
      if (isZero(block)) break
      checkHeader(block)
      const type = typeOf(block)
      if (isAboutNext(type)) {
        said = new Map([...said, ...(await readExtended(bytes, block, type))])
        continue
      }
      const header = parseHeader(block, said.size > 0 ? said : NOTHING_SAID)
      said = new Map()
      yield* entryOf(header, bytes)
    }
    await bytes.drain()
  } finally {
    await bytes.close()
  }
}

async function* entryOf(header: TarHeader, bytes: ByteReader): AsyncGenerator<TarEntry, void> {
  // Links have a size in some archives, and no content.
  const hasContent = header.kind === 'file' || header.kind === 'other'
  let left = hasContent ? header.size : 0
  const padding = (BLOCK - (left % BLOCK)) % BLOCK
  yield {
    header,
    end: bytes.position() + left + padding,
    async *content() {
      while (left > 0) {
        const chunk = await bytes.some(left)
        left -= chunk.length
        yield chunk
      }
    },
  }
  await bytes.skip(left + padding)
}

/** `x` and `g` are of POSIX, `L` and `K` of GNU. */
function isAboutNext(type: string): boolean {
  return type === 'x' || type === 'g' || type === 'L' || type === 'K'
}

async function readExtended(bytes: ByteReader, block: Buffer, type: string): Promise<Extended> {
  const size = sizeOf(block)
  if (!(size >= 0 && size <= MAX_EXTENDED_BYTES)) throw brokenTar('a header has no end')
  const body = await bytes.take(size)
  await bytes.skip((BLOCK - (size % BLOCK)) % BLOCK)
  switch (type) {
    case 'x':
      return parseExtended(body)
    case 'L':
      return new Map([['path', untilNul(body)]])
    case 'K':
      return new Map([['linkpath', untilNul(body)]])
    default:
      // What holds for all that follows names none of them.
      return NOTHING_SAID
  }
}

function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0)
}
