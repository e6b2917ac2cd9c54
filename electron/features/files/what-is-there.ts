import { EngineError } from '#shared/errors.ts'
import type { UploadedEntry } from '#shared/contract/files.ts'
import type { Engine } from '../../engine/index.ts'
import { ownerOf, type Owner } from './ask-owner.ts'
import { fewAtOnce } from './few-at-once.ts'
import { askStat, isThere, openEntries, type Place } from './open-archive.ts'
import { statInside, type InsideStat } from './stat-inside.ts'

/** Something that is where an entry goes: a folder to be left as it is, or a file that is replaced. */
export type Replaced =
  | { readonly kind: 'folder' }
  | { readonly kind: 'file'; readonly mode: number; readonly owner: Owner | undefined }

/** Those of the names that are in the folder. */
export async function findPresent(
  engine: Engine,
  { id, path }: Place,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found = await fewAtOnce(names, async (name) =>
    (await isThere(engine, { id, path: join(path, name) }, signal)) ? [name] : [],
  )
  return found.flat()
}

interface Asking {
  readonly signal: AbortSignal
  /** A program of ours may run in the container. */
  readonly mayRun: boolean
}

/** From so many on, one question to a program inside costs less than two to the engine about each. */
const MANY = 10

/** What the entries of an upload find there, by their paths. Below what is new nothing can be. */
export async function findReplaced(
  engine: Engine,
  folder: Place,
  entries: readonly UploadedEntry[],
  { signal, mayRun }: Asking,
): Promise<ReadonlyMap<string, Replaced>> {
  const found = new Map<string, Replaced>()
  const isNew = new Set<string>()
  let hasAsked = !mayRun
  let inside: Awaited<ReturnType<typeof statInside>>
  for (const level of byDepth(entries)) {
    const open = level.filter(({ path }) => !isNew.has(parentIn(path)))
    if (!hasAsked && open.length >= MANY) {
      hasAsked = true
      const paths = entries.map(({ path }) => path)
      inside = await statInside(engine, folder, paths, signal)
    }
    await fewAtOnce(open, async ({ path }) => {
      const replaced = inside
        ? asReplaced(inside.get(path))
        : await look(engine, { ...folder, path: join(folder.path, path) }, signal)
      if (replaced) found.set(path, replaced)
    })
    for (const { path } of level) if (!found.has(path)) isNew.add(path)
  }
  return found
}

/** What a link leads to is not written: the link itself is replaced. */
function asReplaced(stat: InsideStat | undefined): Replaced | undefined {
  switch (stat?.kind) {
    case 'folder':
      return { kind: 'folder' }
    case 'file':
      return { kind: 'file', mode: stat.mode, owner: stat.owner }
    default:
      return undefined
  }
}

async function look(
  engine: Engine,
  place: Place,
  signal: AbortSignal,
): Promise<Replaced | undefined> {
  const stat = await askStat(engine, place, signal).catch((cause: unknown) => {
    if (cause instanceof EngineError && cause.code === 'not-found') return undefined
    throw cause
  })
  // What a link leads to is not written: the link itself is replaced.
  if (stat?.kind === 'folder') return { kind: 'folder' }
  if (stat?.kind !== 'file') return undefined
  const { first, close } = await openEntries(engine, place, signal)
  close()
  const { mode, uid, gid } = first.header
  return { kind: 'file', mode, owner: await ownerOf(engine, place, { uid, gid }, signal) }
}

/** Those at the top first. */
function byDepth(entries: readonly UploadedEntry[]): readonly (readonly UploadedEntry[])[] {
  const levels = new Map<number, UploadedEntry[]>()
  for (const entry of entries) {
    const depth = entry.path.split('/').length
    const level = levels.get(depth) ?? []
    level.push(entry)
    levels.set(depth, level)
  }
  return [...levels.keys()].toSorted((a, b) => a - b).map((depth) => levels.get(depth) ?? [])
}

function parentIn(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`
}
