import type { IncomingHttpHeaders } from 'node:http'
import type { FileKind } from '#shared/contract/files.ts'

/** What the engine says of a path beside its archive. */
export interface PathStat {
  readonly kind: FileKind
  readonly size: number
  readonly mode: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
  /** Of a link: where it leads in the end, absolute. */
  readonly leadsTo: string
}

/** Go's `os.FileMode` bits, in which the engine tells what a path is. */
const GO_FOLDER = 0x8000_0000
const GO_LINK = 0x0800_0000
const GO_DEVICE = 0x0400_0000
const GO_PIPE = 0x0200_0000
const GO_SOCKET = 0x0100_0000
const GO_SET_USER = 0x0080_0000
const GO_SET_GROUP = 0x0040_0000
const GO_STICKY = 0x0010_0000
const GO_PERMISSIONS = 0o777

/** The header of an archive: JSON in base64, `{ name, size, mode, mtime, linkTarget }`. */
export function readPathStat(headers: IncomingHttpHeaders): PathStat | undefined {
  const header = headers['x-docker-container-path-stat']
  if (typeof header !== 'string') return undefined
  try {
    const raw: unknown = JSON.parse(Buffer.from(header, 'base64').toString())
    return typeof raw === 'object' && raw !== null ? toStat(raw) : undefined
  } catch {
    return undefined
  }
}

function toStat(raw: object): PathStat {
  const { size, mode, mtime, linkTarget } = raw as Readonly<Record<string, unknown>>
  const bits = typeof mode === 'number' ? mode : 0
  return {
    kind: kindOf(bits),
    size: typeof size === 'number' ? size : 0,
    mode: permissionsOf(bits),
    modifiedAt: typeof mtime === 'string' ? Date.parse(mtime) || 0 : 0,
    leadsTo: typeof linkTarget === 'string' ? linkTarget : '',
  }
}

/** Above 2 ** 31 the bitwise operators of the language count negative; they still tell the bits. */
function kindOf(bits: number): FileKind {
  if (bits >= GO_FOLDER) return 'folder'
  if (bits & GO_LINK) return 'link'
  return bits & (GO_DEVICE | GO_PIPE | GO_SOCKET) ? 'other' : 'file'
}

function permissionsOf(bits: number): number {
  const special =
    (bits & GO_SET_USER ? 0o4000 : 0) |
    (bits & GO_SET_GROUP ? 0o2000 : 0) |
    (bits & GO_STICKY ? 0o1000 : 0)
  return special | (bits & GO_PERMISSIONS)
}
