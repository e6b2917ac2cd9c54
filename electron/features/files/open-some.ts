import { joinPath } from '#shared/posix-path.ts'
import type { Engine } from '../../engine/index.ts'
import { refuseHidden } from './mounted-inside.ts'
import { openAt, openEntries, type Entries, type Place } from './open-archive.ts'
import { relativeTo } from './relative-to.ts'
import type { TarEntry } from './tar/read-tar.ts'

/** A folder's own entry, and what is in it as it comes. */
type Opened = Pick<Entries, 'first' | 'rest' | 'close'>

/** Opens all that is in a folder. */
export async function openFolder(
  engine: Engine,
  place: Place,
  signal: AbortSignal,
): Promise<Opened> {
  await refuseHidden(engine, place, signal)
  return openEntries(engine, place, signal)
}

/**
 * Opens these of a folder, one archive after the other, as if the folder had nothing else in it. Links
 * among them are links, as they are further down.
 */
export async function openSome(
  engine: Engine,
  { id, path }: Place,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Opened> {
  const all = names.map((name) => joinPath(path, name))
  await refuseHidden(engine, { id, path: all }, signal)
  let close = () => {}
  async function* rest() {
    for (const name of names) {
      const entries = await openAt(engine, { id, path: joinPath(path, name) }, signal)
      close = entries.close
      yield* renamed(name, entries)
      entries.close()
    }
  }
  return { first: emptyFolder, rest: rest(), close: () => close() }
}

const emptyFolder: TarEntry = {
  header: {
    path: '',
    kind: 'folder',
    size: 0,
    mode: 0o755,
    mtime: 0,
    uid: 0,
    gid: 0,
    user: '',
    group: '',
    target: '',
  },
  end: 0,
  async *content() {},
}

/** The entries of one of them below its name, whatever the engine calls it. */
export async function* renamed(
  name: string,
  { first, rest }: Pick<Entries, 'first' | 'rest'>,
): AsyncGenerator<TarEntry, void> {
  const rename = (path: string) => {
    const below = relativeTo(first.header.path, path)
    // What is outside of it stays so, and nobody unpacks that.
    if (below === undefined) return `../${path}`
    return below === '' ? name : `${name}/${below}`
  }
  const withName = (entry: TarEntry): TarEntry => {
    const { header } = entry
    const target = header.kind === 'hard link' ? rename(header.target) : header.target
    return { ...entry, header: { ...header, path: rename(header.path), target } }
  }
  yield withName(first)
  for await (const entry of rest) yield withName(entry)
}
