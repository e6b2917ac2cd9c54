import { lstat, readdir } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { toText } from '../../files/index.ts'
import { explainRead, isMissing } from './explain-read.ts'
import type { IgnoreRules, Verdict } from './ignore-rules.ts'
import { placeOf } from './place-of.ts'

/** Something that is sent. */
export interface ContextEntry {
  /** Inside the folder, with `/`; bytes that are no UTF-8 are U+DC80 to U+DCFF. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link'
}

/** So long at most nothing else is done: a folder may be large, and its ignore file as well. */
const BUSY_MS = 20

interface Walk {
  readonly rules: IgnoreRules
  readonly signal: AbortSignal
  /** A file that is left out, or a folder with all that is in it. */
  readonly onIgnored?: () => void
}

/** A folder that is looked into. */
interface Folder {
  /** Empty at the top. */
  readonly path: string
  readonly verdict?: Verdict
  readonly parent?: Folder
  /** It is ignored, until something in it is not. */
  isSent: boolean
}

/**
 * What is sent of a folder, a few at a time: each folder before what is in it, in the order of the
 * names. Links are themselves; pipes, sockets and devices are left out.
 */
export async function* walkContext(
  root: string,
  { rules, signal, onIgnored }: Walk,
): AsyncGenerator<readonly ContextEntry[], void> {
  const stack: Folder[] = [{ path: '', isSent: true }]
  let rested = performance.now()
  for (let folder = stack.pop(); folder; folder = stack.pop()) {
    signal.throwIfAborted()
    const found: ContextEntry[] = []
    const inside: Folder[] = []
    for (const { path, kind } of await list(root, folder.path)) {
      if (performance.now() - rested > BUSY_MS) {
        await setImmediate()
        signal.throwIfAborted()
        rested = performance.now()
      }
      const verdict = rules.judge(path, folder.verdict)
      if (kind === 'folder') {
        const isSent = !verdict.isIgnored
        if (isSent || rules.mayHoldExceptions(path))
          inside.push({ path, verdict, parent: folder, isSent })
        else onIgnored?.()
        if (isSent) found.push({ path, kind })
      } else if (verdict.isIgnored) onIgnored?.()
      else if (kind !== 'other') found.push({ path, kind })
    }
    if (found.length > 0) yield [...unsentAbove(folder), ...found]
    stack.push(...inside.toReversed())
  }
}

/** Folders that are sent only because something in them is. */
function unsentAbove(folder: Folder): readonly ContextEntry[] {
  const unsent: ContextEntry[] = []
  for (let at: Folder | undefined = folder; at && !at.isSent; at = at.parent) {
    at.isSent = true
    unsent.unshift({ path: at.path, kind: 'folder' })
  }
  return unsent
}

interface Found {
  readonly path: string
  readonly kind: ContextEntry['kind'] | 'other'
}

async function list(root: string, folder: string): Promise<readonly Found[]> {
  try {
    const place = placeOf(root, folder)
    const entries = await readdir(place, { encoding: 'buffer', withFileTypes: true })
    const found = entries.map(async (entry): Promise<Found> => {
      const name = toText(entry.name)
      const path = folder === '' ? name : `${folder}/${name}`
      return { path, kind: kindOf(entry) ?? (await lookAt(root, path)) }
    })
    return (await Promise.all(found)).toSorted(byPath)
  } catch (cause) {
    // It went while we came.
    if (isMissing(cause) && folder !== '') return []
    throw explainRead(folder === '' ? root : folder, cause)
  }
}

function byPath(a: Found, b: Found): number {
  return a.path < b.path ? -1 : 1
}

type Kinds = Pick<
  Dirent<Buffer>,
  'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isFIFO' | 'isSocket' | 'isBlockDevice'
> & { isCharacterDevice(): boolean }

/** Nothing where the disk does not tell of its own accord. */
function kindOf(entry: Kinds): Found['kind'] | undefined {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  if (entry.isSymbolicLink()) return 'link'
  const isOther =
    entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice()
  return isOther ? 'other' : undefined
}

async function lookAt(root: string, path: string): Promise<Found['kind']> {
  try {
    return kindOf(await lstat(placeOf(root, path))) ?? 'other'
  } catch (cause) {
    if (isMissing(cause)) return 'other'
    throw explainRead(path, cause)
  }
}
