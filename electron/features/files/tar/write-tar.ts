import { toBytes } from './byte-text.ts'
import { BLOCK, type TarHeader } from './tar-header.ts'

/** What we put into an archive. */
export type NewEntry = Pick<TarHeader, 'path' | 'size' | 'mode' | 'mtime' | 'uid' | 'gid'> & {
  readonly kind: keyof typeof TYPES
  /** Where a link leads; of a hard link, the path of a file before it. */
  readonly target?: string
}

const TYPES = { file: '0', 'hard link': '1', link: '2', folder: '5' } as const

/** The end of a tar. */
export const TAR_END = Buffer.alloc(2 * BLOCK)

const MAX_NAME_BYTES = 100

/** One that has room in the header, and is the same in all encodings. */
// oxlint-disable-next-line no-control-regex -- all of them are ASCII
const PLAIN_NAME = /^[\u0001-\u007f]{0,100}$/

/** Numbers that have no place in their octal digits are told in an extended header. */
const MAX_OCTAL_ID = 0o7777777
const MAX_OCTAL_LONG = 0o77777777777

/** The header of an entry, with what must be said before it. Its content and `padding` come next. */
export function tarHeader(entry: NewEntry): Buffer {
  const name = entry.kind === 'folder' ? `${entry.path}/` : entry.path
  const link = entry.kind.endsWith('link') ? (entry.target ?? '') : ''
  const [path, target] = [toBytes(name), toBytes(link)]
  const records = [
    ...(PLAIN_NAME.test(name) ? [] : [record('path', path)]),
    ...(PLAIN_NAME.test(link) ? [] : [record('linkpath', target)]),
    ...(entry.size > MAX_OCTAL_LONG ? [record('size', String(entry.size))] : []),
    ...(entry.uid > MAX_OCTAL_ID ? [record('uid', String(entry.uid))] : []),
    ...(entry.gid > MAX_OCTAL_ID ? [record('gid', String(entry.gid))] : []),
  ]
  const header = block(path, { ...entry, target, type: TYPES[entry.kind] })
  if (records.length === 0) return header
  const said = Buffer.concat(records)
  const before = { size: said.length, mode: 0o644, mtime: entry.mtime, uid: 0, gid: 0, type: 'x' }
  return Buffer.concat([
    block(Buffer.from('PaxHeader'), before),
    said,
    padding(said.length),
    header,
  ])
}

/** What fills the last block of a content of this many bytes. */
export function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}

interface Fields {
  readonly size: number
  readonly mode: number
  readonly mtime: number
  readonly uid: number
  readonly gid: number
  readonly type: string
  readonly target?: Buffer
}

function block(path: Buffer, { size, mode, mtime, uid, gid, type, target }: Fields): Buffer {
  const bytes = Buffer.alloc(BLOCK)
  path.copy(bytes, 0, 0, MAX_NAME_BYTES)
  const octal = (value: number, at: number, digits: number, most: number) =>
    bytes.write(
      `${Math.min(Math.max(0, value), most).toString(8).padStart(digits, '0')}\0`,
      at,
      'latin1',
    )
  octal(mode, 100, 7, MAX_OCTAL_ID)
  octal(uid, 108, 7, MAX_OCTAL_ID)
  octal(gid, 116, 7, MAX_OCTAL_ID)
  octal(size, 124, 11, MAX_OCTAL_LONG)
  octal(mtime, 136, 11, MAX_OCTAL_LONG)
  bytes.write('        ', 148, 'latin1')
  bytes.write(type, 156, 'latin1')
  target?.copy(bytes, 157, 0, MAX_NAME_BYTES)
  bytes.write('ustar\x0000', 257, 'latin1')
  // By index: an iterator takes ten times as long, and a build may send a hundred thousand headers.
  let sum = 0
  for (let at = 0; at < BLOCK; at += 1) sum += bytes[at] ?? 0
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return bytes
}

/** `27 path=/a/b\n`: the length counts itself. */
function record(key: string, value: Buffer | string): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')])
  const digits = String(rest.length).length
  const length = rest.length + String(rest.length + digits).length
  return Buffer.concat([Buffer.from(String(length)), rest])
}
