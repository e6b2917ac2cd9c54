import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { EngineError } from '#shared/errors.ts'
import { checkHeader, readTar, type TarEntry } from '../../files/index.ts'
import { explainRead, notThere } from './explain-read.ts'

/** How an archive is packed, by its first bytes. */
type Packing = 'tar' | 'gzip' | 'bzip2' | 'xz' | 'zstd'

const BLOCK = 512

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

/** The beginning of a file, at most so many bytes. */
export async function readStart(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Its entries; whoever leaves ends the reading. Throws where it is packed by what is not known here. */
export async function* entriesOf(path: string): AsyncGenerator<TarEntry & { name: string }, void> {
  try {
    const packing = packingOf(await readStart(path, BLOCK))
    if (packing !== 'tar' && packing !== 'gzip') throw unread(path, packing)
    const bytes = createReadStream(path) as AsyncIterable<Buffer>
    for await (const entry of readTar(packing === 'gzip' ? gunzip(bytes) : bytes)) {
      yield { ...entry, name: posix.join('/', entry.header.path).slice(1) }
    }
  } catch (cause) {
    if (cause instanceof EngineError && cause.code === 'bad-answer') throw broken(path, cause)
    throw explainRead(path, cause)
  }
}

/** A file out of an archive; at most one byte more than so many. The last of that name is the one. */
export async function readFromArchive(path: string, name: string, most: number): Promise<Buffer> {
  for await (const entry of entriesOf(path)) {
    if (entry.name !== name || entry.header.kind !== 'file') continue
    const parts: Buffer[] = []
    let bytes = 0
    for await (const part of entry.content()) {
      parts.push(part)
      bytes += part.length
      if (bytes > most) break
    }
    return Buffer.concat(parts).subarray(0, most + 1)
  }
  throw notThere(name)
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
    hint: packing && 'Engines may unpack it all the same.',
  })
}

function broken(path: string, { message }: EngineError): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot look into "${path}": the archive is broken`,
    engineMessage: message,
  })
}
