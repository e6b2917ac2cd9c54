import { EngineError } from '#shared/errors.ts'
import { toText } from './byte-text.ts'

/** Everything in a tar is in blocks of this many bytes. */
export const BLOCK = 512

/** What an entry of a tar is. */
export type TarKind =
  | 'file'
  | 'folder'
  | 'link'
  /** Another name for an entry that came before. */
  | 'hard link'
  /** A device, a pipe, or what we do not know. */
  | 'other'

/** One entry of a tar, without its content. */
export interface TarHeader {
  /** As it stands there: it may be absolute, or lead anywhere. */
  readonly path: string
  readonly kind: TarKind
  /** Bytes that follow. */
  readonly size: number
  /** Twelve bits, those of set-user-ID and the like included. */
  readonly mode: number
  /** Seconds since the epoch. */
  readonly mtime: number
  readonly uid: number
  readonly gid: number
  /** Empty where the archive names only numbers. */
  readonly user: string
  readonly group: string
  /** Where a link leads. */
  readonly target: string
}

/** What an extended header says of the entry after it; its values are bytes. */
export type Extended = ReadonlyMap<string, Buffer>

/** Fields of a header block: where each begins, and how long it is. */
const FIELD = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  target: [157, 100],
  magic: [257, 6],
  user: [265, 32],
  group: [297, 32],
  prefix: [345, 155],
} as const

type Field = keyof typeof FIELD

const KINDS: Readonly<Record<string, TarKind>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '5': 'folder',
  '2': 'link',
  '1': 'hard link',
}

/** The letter that says what the block is the header of. */
export function typeOf(block: Buffer): string {
  return String.fromCharCode(block[FIELD.type[0]] ?? 0)
}

/** How many bytes follow the block, whatever it is. */
export function sizeOf(block: Buffer): number {
  return numberIn(block, 'size')
}

/** Throws where the block is no header. */
export function checkHeader(block: Buffer): void {
  const [start, length] = FIELD.checksum
  let sum = length * 0x20
  // By index: an iterator takes ten times as long, and an image has a hundred thousand headers.
  for (let at = 0; at < block.length; at += 1) {
    if (at < start || at >= start + length) sum += block[at] ?? 0
  }
  if (sum !== numberIn(block, 'checksum')) throw brokenTar('it has a header that is none')
}

/** The header with what was said of it before. */
export function parseHeader(block: Buffer, extended: Extended): TarHeader {
  const text = (key: string, field: Field) => toText(extended.get(key) ?? bytesIn(block, field))
  const number = (key: string, field: Field) => {
    const said = extended.get(key)
    return said === undefined ? numberIn(block, field) : decimal(said)
  }
  const path = toText(extended.get('path') ?? pathIn(block))
  const type = typeOf(block)
  // Of old, a folder was a file with a slash behind its name.
  const kind = path.endsWith('/') && KINDS[type] === 'file' ? 'folder' : KINDS[type]
  return {
    path,
    kind: kind ?? 'other',
    size: checkedSize(number('size', 'size')),
    mode: numberIn(block, 'mode') & 0o7777,
    mtime: Math.floor(number('mtime', 'mtime')),
    uid: number('uid', 'uid'),
    gid: number('gid', 'gid'),
    user: text('uname', 'user'),
    group: text('gname', 'group'),
    target: text('linkpath', 'target'),
  }
}

/** The records of an extended header: `27 mtime=1350244992.023960108\n`. */
export function parseExtended(body: Buffer): Extended {
  const records = new Map<string, Buffer>()
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at)
    const length = space === -1 ? 0 : Number(body.toString('latin1', at, space))
    const end = at + length
    const equals = body.indexOf(0x3d, space)
    const isRecord = Number.isInteger(length) && end <= body.length && body[end - 1] === 0x0a
    if (!isRecord || equals === -1 || equals >= end) throw brokenTar('its extended header is none')
    records.set(body.toString('latin1', space + 1, equals), body.subarray(equals + 1, end - 1))
    at = end
  }
  return records
}

/** The bytes before the first NUL. */
export function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0)
  return end === -1 ? bytes : bytes.subarray(0, end)
}

/** An archive that no engine should give. */
export function brokenTar(why: string): EngineError {
  return new EngineError({
    code: 'bad-answer',
    message: `The engine’s archive is broken: ${why}`,
  })
}

function bytesIn(block: Buffer, field: Field): Buffer {
  const [start, length] = FIELD[field]
  return untilNul(block.subarray(start, start + length))
}

/** Only of the newer of the two formats: the older one has other things there. */
function pathIn(block: Buffer): Buffer {
  const name = bytesIn(block, 'name')
  const isPosix = bytesIn(block, 'magic').toString('latin1') === 'ustar'
  const prefix = isPosix ? bytesIn(block, 'prefix') : Buffer.alloc(0)
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name])
}

/** Octal digits; or, where the first bit is set, a binary number. */
function numberIn(block: Buffer, field: Field): number {
  const [start, length] = FIELD[field]
  const bytes = block.subarray(start, start + length)
  const first = bytes[0] ?? 0
  if (first === 0xff) return -1
  if (first & 0x80) return bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, first & 0x7f)
  const digits = untilNul(bytes).toString('latin1').trim()
  return digits === '' ? 0 : Number.parseInt(digits, 8)
}

function decimal(bytes: Buffer): number {
  const text = bytes.toString('latin1')
  return /^-?\d+(\.\d*)?$/.test(text) ? Number(text) : Number.NaN
}

function checkedSize(size: number): number {
  if (Number.isSafeInteger(size) && size >= 0) return size
  throw brokenTar('an entry has no size that can be')
}
