import { createReadStream } from 'node:fs'
import { posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { EngineError } from '#shared/errors.ts'
import { BLOCK, checkHeader, readTar, type TarEntry } from '../../files/index.ts'
import { cancelled, explainRead, notThere } from './explain-read.ts'
import { readStart } from './read-small-file.ts'

/** How an archive is packed, by its first bytes. */
type Packing = 'tar' | 'gzip' | 'bzip2' | 'xz' | 'zstd'

const MAGIC: readonly (readonly [Packing, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
]

/** What engines unpack; nothing where it is no archive. */
export function packingOf(first: Buffer): Packing | undefined {
  const found = MAGIC.find(([, magic]) => magic.every((byte, at) => first[at] === byte))
  if (found) return found[0]
  return isTar(first.subarray(0, BLOCK)) ? 'tar' : undefined
}

function isTar(block: Buffer): boolean {
  try {
    if (block.length === BLOCK) checkHeader(block)
    return block.length === BLOCK
  } catch {
    return false
  }
}

/** Its entries; whoever leaves ends the reading. Throws where it is packed by what is not known here. */
export async function* entriesOf(
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<TarEntry & { name: string }, void> {
  try {
    const packing = packingOf(await readStart(path, BLOCK))
    if (packing !== 'tar' && packing !== 'gzip') throw unread(path, packing)
    const bytes = createReadStream(path, { signal }) as AsyncIterable<Buffer>
    for await (const entry of readTar(packing === 'gzip' ? gunzip(bytes) : bytes)) {
      yield { ...entry, name: posix.join('/', entry.header.path).slice(1) }
    }
  } catch (cause) {
    if (signal?.aborted === true) throw cancelled()
    if (cause instanceof EngineError && cause.code === 'bad-answer') throw broken(path, cause)
    throw explainRead(path, cause)
  }
}

interface Wanted {
  readonly name: string
  /** One that is larger is cut off behind the next byte. */
  readonly maxBytes: number
  readonly signal?: AbortSignal
}

/** A file out of an archive: the last of that name, as engines unpack it. */
export async function readFromArchive(path: string, wanted: Wanted): Promise<Buffer> {
  let last: Buffer | undefined
  try {
    for await (const entry of entriesOf(path, wanted.signal)) {
      if (entry.name !== wanted.name) continue
      last = entry.header.kind === 'file' ? await startOf(entry, wanted.maxBytes + 1) : undefined
    }
  } catch (cause) {
    // What is wrong with the rest the engine says itself, or takes it all the same.
    if (!last || wanted.signal?.aborted === true) throw cause
  }
  if (last) return last
  throw notThere(wanted.name)
}

async function startOf(entry: TarEntry, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of entry.content()) {
    parts.push(part)
    bytes += part.length
    if (bytes >= maxBytes) break
  }
  return Buffer.concat(parts).subarray(0, maxBytes)
}

async function* gunzip(packed: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array, void> {
  const unpacked = createGunzip()
  const feeding = pipeline(packed, unpacked)
  // Whoever reads hears of it.
  feeding.catch(() => {})
  try {
    yield* unpacked as AsyncIterable<Uint8Array>
  } finally {
    unpacked.destroy()
    await feeding.catch(() => {})
  }
}

function unread(path: string, packing: Packing | undefined): EngineError {
  const how = packing === undefined ? 'it is no tar' : `nothing here unpacks ${packing}`
  return new EngineError({
    code: 'refused',
    message: `Cannot look into "${path}": ${how}`,
    hint:
      packing &&
      'The engine may unpack it all the same. Its steps are told without their lines then.',
  })
}

function broken(path: string, { message }: EngineError): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot look into "${path}": the archive is broken`,
    engineMessage: message,
  })
}
