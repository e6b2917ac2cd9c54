import { lstat, readdir } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { toText } from '../../files/index.ts'
import { explainRead, isForbidden, isMissing } from './explain-read.ts'
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

/** So many are told of at once. */
const BATCH = 64

interface Walk {
  /** What any of them ignores is not sent. */
  readonly rules: readonly IgnoreRules[]
  readonly signal: AbortSignal
  /** A file that is left out, or a folder with all that is in it. */
  readonly onIgnored?: () => void
}

/** A folder that is looked into. */
interface Folder {
  /** Empty at the top. */
  readonly path: string
  /** What each of the rules says of it. */
  readonly verdicts?: readonly Verdict[]
  readonly parent?: Folder
  /** It is ignored, until something in it is not. */
  isSent: boolean
  /** What is in it, from the last to the next one. */
  readonly left: Found[]
}

/**
 * What is sent of a folder, a few at a time: each folder before what is in it, then its next neighbour
 * by the bytes of the names, as BuildKit wants it. Links are themselves; pipes, sockets and devices
 * are left out.
 */
export async function* walkContext(
  root: string,
  { rules, signal, onIgnored }: Walk,
): AsyncGenerator<readonly ContextEntry[], void> {
  const rest = createRest(signal)
  let found: ContextEntry[] = []
  let folder: Folder | undefined = { path: '', isSent: true, left: await list(root, '', true) }
  while (folder) {
    await rest()
    const next = folder.left.pop()
    if (!next) {
      folder = folder.parent
      continue
    }
    const { path, kind } = next
    const above = folder.verdicts
    const verdicts = rules.map((rule, at) => rule.judge(path, above?.[at]))
    const isSent = !verdicts.some(({ isIgnored }) => isIgnored)
    if (isSent && kind !== 'other') found.push(...unsentAbove(folder), { path, kind })
    if (kind === 'folder' && (isSent || mayHold(rules, verdicts, path))) {
      folder = { path, verdicts, parent: folder, isSent, left: await list(root, path, isSent) }
    } else if (!isSent) onIgnored?.()
    if (found.length >= BATCH) {
      yield found
      found = []
    }
  }
  if (found.length > 0) yield found
  signal.throwIfAborted()
}

/** Whether something in an ignored folder may be sent all the same. */
function mayHold(
  rules: readonly IgnoreRules[],
  verdicts: readonly Verdict[],
  folder: string,
): boolean {
  return rules.every(
    (rule, at) => verdicts[at]?.isIgnored === false || rule.mayHoldExceptions(folder),
  )
}

/** Lets others work every now and then; throws when nobody wants it any more. */
function createRest(signal: AbortSignal): () => Promise<void> | undefined {
  let rested = performance.now()
  return () => {
    signal.throwIfAborted()
    if (performance.now() - rested <= BUSY_MS) return undefined
    return setImmediate().then(() => {
      rested = performance.now()
      signal.throwIfAborted()
    })
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

/** From the last to the first, by the bytes of the names. */
async function list(root: string, folder: string, isSent: boolean): Promise<Found[]> {
  try {
    const place = placeOf(root, folder)
    const entries = await readdir(place, { encoding: 'buffer', withFileTypes: true })
    const found = entries
      .toSorted((a, b) => Buffer.compare(b.name, a.name))
      .map(async (entry): Promise<Found> => {
        const name = toText(entry.name)
        const path = folder === '' ? name : `${folder}/${name}`
        return { path, kind: kindOf(entry) ?? (await lookAt(root, path)) }
      })
    return await Promise.all(found)
  } catch (cause) {
    // It went while we came.
    if (isMissing(cause) && folder !== '') return []
    // Nobody needs it; something in it might have been an exception.
    if (isForbidden(cause) && !isSent) return []
    throw explainRead(folder === '' ? root : folder, cause)
  }
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
