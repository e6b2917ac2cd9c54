import { toBytes } from '../../files/index.ts'
import { badAnswer } from '../../../engine/index.ts'
import { numberIn, textIn } from './message.ts'
import type { FileFacts } from './synced-folder.ts'
import { readMessage, writeBytes, writeNumber, writeStart } from './wire.ts'

// What is sent of a folder goes in packets (tonistiigi/fsutil, types/wire.proto): facts of each file,
// then the content of those that are asked for by their numbers.

const STAT = 0
const REQUEST = 1
const DATA = 2
const END = 3
const FAILED = 4

/** What BuildKit says. */
export type Packet =
  | { readonly kind: 'request'; readonly id: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly message: string }

/** Throws `bad-answer` where it is none that a client is told. */
export function readPacket(bytes: Uint8Array): Packet {
  const packet = readMessage(bytes)
  switch (numberIn(packet, 1)) {
    case REQUEST:
      return { kind: 'request', id: numberIn(packet, 3) }
    case END:
      return { kind: 'end' }
    case FAILED:
      return { kind: 'failed', message: textIn(packet, 4) }
    default:
      throw badAnswer('BuildKit sent a packet that means nothing here')
  }
}

/** Behind the last file: facts of nothing. */
export const LAST_FACTS = writeNumber(1, STAT)

/** Says that all is done, in answer to the same. */
export const END_PACKET = writeNumber(1, END)

const NS_PER_MS = 1_000_000

/** All of it belongs to root, whosever it is here. */
export function writeFacts({ path, size, mtimeMs, target, ...how }: FileFacts): Uint8Array {
  const facts = [
    writeBytes(1, toBytes(path)),
    writeNumber(2, toGoMode(how)),
    writeNumber(5, size),
    writeNumber(6, Math.round(mtimeMs * NS_PER_MS)),
    ...(target === undefined ? [] : [writeBytes(7, toBytes(target))]),
  ]
  return writeBytes(2, Buffer.concat(facts))
}

const PERMISSIONS = 0o777

/** Bits of Go's `os.FileMode` (golang/go, src/io/fs/fs.go), and those of Unix. */
const FOLDER = 2 ** 31
const LINK = 2 ** 27
const KINDS = { file: 0, folder: FOLDER, link: LINK } as const
const SPECIAL = [
  { unix: 0o4000, go: 2 ** 23 },
  { unix: 0o2000, go: 2 ** 22 },
  { unix: 0o1000, go: 2 ** 20 },
] as const

function toGoMode({ kind, mode }: Pick<FileFacts, 'kind' | 'mode'>): number {
  const special = SPECIAL.filter(({ unix }) => (mode & unix) !== 0)
  return special.reduce((sum, { go }) => sum + go, KINDS[kind] + (mode & PERMISSIONS))
}

/** A larger one is more than Docker's own client sends at once. */
export const MAX_DATA_BYTES = 32 * 1024

/** What goes before a piece of a file; an empty piece is its end. */
export function writeDataStart(id: number, length: number): Uint8Array {
  const start = [writeNumber(1, DATA), writeNumber(3, id)]
  return Buffer.concat(length === 0 ? start : [...start, writeStart(4, length)])
}
