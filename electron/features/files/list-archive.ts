import { MAX_LISTED_ENTRIES, type FileEntry, type ListingPart } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import { askStat, openEntries, type Place } from './open-archive.ts'
import { relativeTo } from './relative-to.ts'
import type { TarHeader } from './tar/tar-header.ts'

/** How a listing is told, and when it is given up. */
export interface Telling {
  readonly patience: 'short' | 'long'
  readonly signal: AbortSignal
  readonly emit: (part: ListingPart) => void
}

/** Whose its archives say that everything is says nothing: Podman has it all as root's. */
type Knows = 'owners' | 'no owners'

/** How long an archive of all that is below the folder is read; the engine holds the container meanwhile. */
const PATIENCE_MS = { short: 8000, long: 300_000 } as const

/** What came since is told this often. */
const TELL_MS = 200

/** What most images have at their root: asked for one by one, they are there long before the archive is. */
const AT_ROOT = [
  'app bin boot data dev etc home',
  'lib lib64 media mnt opt proc root',
  'run sbin srv sys tmp usr var',
].map((some) => some.split(' '))

/** Lists a folder by the engine's archive of it, which has all that is below as well. */
export async function listByArchive(
  engine: Engine,
  place: Place,
  { patience, signal, emit }: Telling,
): Promise<'whole' | 'too-many' | 'too-long'> {
  const knows = (await engine.isPodman({ signal })) ? 'no owners' : 'owners'
  if (place.path === '/') emit({ kind: 'entries', entries: await wellKnown(engine, place, signal) })
  const limit = new AbortController()
  let isLate = false
  const clock = setTimeout(() => {
    isLate = true
    limit.abort()
  }, PATIENCE_MS[patience])
  let pending: FileEntry[] = []
  let read = () => 0
  const tell = () => {
    if (pending.length > 0) emit({ kind: 'entries', entries: pending })
    pending = []
    emit({ kind: 'progress', bytes: read() })
  }
  const telling = setInterval(tell, TELL_MS)
  try {
    const opened = await openEntries(engine, place, AbortSignal.any([signal, limit.signal]))
    read = opened.read
    const { first, rest } = opened
    if (first.header.kind !== 'folder') throw isNoFolder()
    let count = 0
    for await (const { header } of rest) {
      const name = relativeTo(first.header.path, header.path)
      if (name === undefined || name === '' || name.includes('/')) continue
      count += 1
      if (count > MAX_LISTED_ENTRIES) return 'too-many'
      pending.push(toEntry(name, header, knows))
    }
    return 'whole'
  } catch (cause) {
    if (isLate && !signal.aborted) return 'too-long'
    throw cause
  } finally {
    clearInterval(telling)
    clearTimeout(clock)
    limit.abort()
    tell()
  }
}

function toEntry(name: string, header: TarHeader, knows: Knows): FileEntry {
  const { kind, size, mode, mtime, uid, gid, user, group, target } = header
  return {
    name,
    kind: kind === 'hard link' ? 'file' : kind,
    size: kind === 'file' ? size : 0,
    mode,
    modifiedAt: mtime * 1000,
    owner: knows === 'owners' ? user || String(uid) : '',
    group: knows === 'owners' ? group || String(gid) : '',
    ...(kind === 'link' && { target }),
  }
}

/** Those that are there. Whose they are the engine does not say. */
async function wellKnown(
  engine: Engine,
  { id }: Place,
  signal: AbortSignal,
): Promise<readonly FileEntry[]> {
  const found: FileEntry[] = []
  const look = async (name: string): Promise<void> => {
    const stat = await askStat(engine, { id, path: `/${name}` }, signal).catch(() => undefined)
    if (!stat) return
    const { kind, mode, modifiedAt, leadsTo } = stat
    const size = kind === 'file' ? stat.size : 0
    const target = kind === 'link' && { target: leadsTo }
    found.push({ name, kind, size, mode, modifiedAt, owner: '', group: '', ...target })
  }
  for (const some of AT_ROOT) {
    await Promise.all(some.map(look))
    signal.throwIfAborted()
  }
  return found
}

function isNoFolder(): EngineError {
  return new EngineError({ code: 'refused', message: 'It is no folder' })
}
