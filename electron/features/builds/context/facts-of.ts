import { lstat as lstatBy, type Stats } from 'node:fs'
import { readlink } from 'node:fs/promises'
import { posix } from 'node:path'
import { promisify } from 'node:util'
import type { FileFacts } from '../buildkit/index.ts'
import { toText } from '../../files/index.ts'
import { explainRead, isMissing } from './explain-read.ts'
import { placeOf } from './place-of.ts'
import type { ContextEntry } from './walk-context.ts'

/** That of `fs/promises` costs twice as much, and there are many. */
const lstat = promisify(lstatBy)

/**
 * Who may do what with a file, as it is sent. Windows knows only whether it may be written, so docker lets
 * all that comes from there be run.
 */
export function modeOf({ mode }: Pick<Stats, 'mode'>): number {
  return process.platform === 'win32' ? (mode | 0o111) & 0o755 : mode & 0o7777
}

/** Where a link leads, as it is sent. */
export async function targetOf(place: string | Buffer): Promise<string> {
  const target = toText(await readlink(place, { encoding: 'buffer' }))
  return process.platform === 'win32' ? target.replaceAll('\\', '/') : target
}

interface Seen extends ContextEntry {
  readonly stats: Stats
  readonly target: string | undefined
}

/**
 * Tells of a folder, some entries at a time. Those that went after they were listed are left out; a
 * file that was told of under another name is that one.
 */
export function createFacts(root: string) {
  const names = new Map<string, string>()
  // What is told of a folder without the folder is refused.
  const gone = new Set<string>()

  function isThere({ path, kind }: ContextEntry, seen: Seen | undefined): seen is Seen {
    if (seen && !gone.has(posix.dirname(path))) return true
    if (kind === 'folder') gone.add(path)
    return false
  }

  function firstNameOf({ path, kind, stats: { dev, ino, nlink } }: Seen): string | undefined {
    if (kind !== 'file' || nlink < 2 || process.platform === 'win32') return undefined
    const file = `${dev}:${ino}`
    const first = names.get(file)
    if (first === undefined) names.set(file, path)
    return first
  }

  return async (entries: readonly ContextEntry[]): Promise<readonly FileFacts[]> => {
    const looked = await Promise.all(
      entries.map(async (entry) => ({ entry, seen: await lookAt(root, entry) })),
    )
    return looked.flatMap(({ entry, seen }) => {
      if (!isThere(entry, seen)) return []
      return [toFacts(seen, seen.target ?? firstNameOf(seen))]
    })
  }
}

async function lookAt(root: string, entry: ContextEntry): Promise<Seen | undefined> {
  const { path, kind } = entry
  const place = placeOf(root, path)
  try {
    const stats = await lstat(place)
    if (!isKind(stats, kind)) return undefined
    return { ...entry, stats, target: kind === 'link' ? await targetOf(place) : undefined }
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw explainRead(path, cause)
  }
}

function isKind(stats: Stats, kind: ContextEntry['kind']): boolean {
  switch (kind) {
    case 'file':
      return stats.isFile()
    case 'folder':
      return stats.isDirectory()
    case 'link':
      return stats.isSymbolicLink()
    default:
      return kind satisfies never
  }
}

function toFacts({ path, kind, stats }: Seen, target: string | undefined): FileFacts {
  const { size, mtimeMs } = stats
  return {
    path,
    kind,
    mode: modeOf(stats),
    size: kind === 'folder' ? 0 : size,
    mtimeMs,
    ...(target !== undefined && { target }),
  }
}
