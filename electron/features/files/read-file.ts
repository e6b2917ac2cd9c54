import { createHash } from 'node:crypto'
import { MAX_TEXT_BYTES, type FileContent, type FileFacts } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import { parentOf, plainPath } from '#shared/posix-path.ts'
import type { Engine } from '../../engine/index.ts'
import { findShell } from '../terminal/index.ts'
import { askHidden, isBeneath } from './mounted-inside.ts'
import { askStat, openEntries, type Place } from './open-archive.ts'
import { packed, runInside } from './run-inside.ts'
import type { TarHeader } from './tar/tar-header.ts'

/** The beginning of a file, with what the archive says of it. */
export interface Beginning {
  /** Where it really is. */
  readonly path: string
  readonly header: TarHeader
  readonly bytes: Buffer
  readonly isWhole: boolean
}

/** Links in a row, as Linux has it. */
const MAX_LINKS = 40

/** What a path leads to in the end. */
export async function askFacts(
  engine: Engine,
  { id, path }: Place,
  signal: AbortSignal,
): Promise<FileFacts> {
  let at = path
  for (let links = 0; links < MAX_LINKS; links += 1) {
    const { kind, size, leadsTo } = await askStat(engine, { id, path: at }, signal)
    if (kind !== 'link') return { path: at, kind, size: kind === 'file' ? size : 0 }
    const next = plainPath(leadsTo, parentOf(at))
    if (leadsTo === '' || next === at) break
    at = next
  }
  throw new EngineError({ code: 'refused', message: 'It is a link that leads nowhere' })
}

/** Reads a file as far as the window shows it. `mayRun`: a program of ours may run in the container. */
export async function readFile(
  engine: Engine,
  place: Place,
  mayRun: boolean,
  signal: AbortSignal,
): Promise<FileContent> {
  const mount = await askHidden(engine, place, signal)
  if (mount !== undefined) {
    const inside = mayRun ? await readInside(engine, place, signal) : undefined
    if (inside) return inside
    throw isBeneath(mount)
  }
  const found = await readBeginning(engine, place, signal).catch(async (cause: unknown) => {
    const isHidden = cause instanceof EngineError && cause.code === 'not-found' && mayRun
    const inside = isHidden ? await readInside(engine, place, signal) : undefined
    if (inside) return inside
    throw cause
  })
  if (!('header' in found)) return found
  const { path, header, bytes, isWhole } = found
  const { size, mode, mtime } = header
  return {
    path,
    bytes: alone(bytes),
    isWhole,
    size,
    mode,
    modifiedAt: mtime * 1000,
    ...(isWhole && { version: versionOf(bytes) }),
    isInside: false,
  }
}

/** At most `MAX_TEXT_BYTES` of a file; the archive is not read any further. */
export async function readBeginning(
  engine: Engine,
  place: Place,
  signal: AbortSignal,
): Promise<Beginning> {
  const { path, first, close } = await openEntries(engine, place, signal)
  try {
    const { header } = first
    if (header.kind !== 'file') throw isNoFile(header.kind)
    const chunks: Buffer[] = []
    let count = 0
    for await (const chunk of first.content()) {
      chunks.push(chunk)
      count += chunk.length
      if (count > MAX_TEXT_BYTES) break
    }
    const bytes = Buffer.concat(chunks).subarray(0, MAX_TEXT_BYTES)
    return { path, header, bytes, isWhole: count <= MAX_TEXT_BYTES }
  } finally {
    close()
  }
}

/** Stands for what a file holds: times are told to the second only, and can be set. */
export function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** In a buffer of its own: a view would carry the whole pooled one to the window. */
function alone(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}

/** A line of facts, then the content. */
const READ = `
unpack "$1"
[ -f "$path" ] || exit 3
stat -L -c '%f %s %Y' "$path" 2>/dev/null || echo '8000 0 0'
head -c "$2" "$path"`

/**
 * A file that only a program inside can see, for it lies in what is mounted there: `/proc`, `/dev` or a
 * tmpfs. Those of the first have no size.
 */
async function readInside(
  engine: Engine,
  { id, path }: Place,
  signal: AbortSignal,
): Promise<FileContent | undefined> {
  const shell = await findShell(engine, id, signal).catch(() => undefined)
  if (shell === undefined) return undefined
  const words = [packed(path), String(MAX_TEXT_BYTES + 1)]
  const { output, exitCode } = await runInside(engine, id, { shell, text: READ, words }, signal)
  const end = output.indexOf(0x0a)
  if (exitCode !== 0 || end === -1) return undefined
  const [mode = '', , mtime = ''] = output.toString('latin1', 0, end).split(' ')
  const all = output.subarray(end + 1)
  const bytes = all.subarray(0, MAX_TEXT_BYTES)
  return {
    path,
    bytes: alone(bytes),
    isWhole: bytes.length === all.length,
    size: all.length,
    mode: Number.parseInt(mode, 16) & 0o7777,
    modifiedAt: Number(mtime) * 1000,
    isInside: true,
  }
}

/** A folder, a device or a pipe has no content that could be shown. */
export function isNoFile(kind: TarHeader['kind']): EngineError {
  return new EngineError({
    code: 'refused',
    message: kind === 'folder' ? 'It is a folder' : 'It is no file',
  })
}
