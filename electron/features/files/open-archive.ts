import type { IncomingMessage } from 'node:http'
import { EngineError } from '#shared/errors.ts'
import { nameOf, parentOf, plainPath } from '#shared/posix-path.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { readPathStat, type PathStat } from './path-stat.ts'
import { relativeTo } from './relative-to.ts'
import { toBytes } from './tar/byte-text.ts'
import { readTar, type TarEntry } from './tar/read-tar.ts'

/** A path of a container. */
export interface Place {
  readonly id: string
  readonly path: string
}

/** What the engine packs of a path, as it comes. */
export interface Archive {
  readonly stat: PathStat | undefined
  /** The tar itself. Whoever stops reading ends it on the engine too. */
  readonly bytes: AsyncGenerator<Uint8Array, void>
  /** How much has come so far. */
  readonly read: () => number
  readonly close: () => void
}

/** The entries of an archive; the first one is of the path itself. */
export interface Entries extends Pick<Archive, 'read' | 'close'> {
  /** Where it really is: links were followed. */
  readonly path: string
  readonly stat: PathStat | undefined
  readonly first: TarEntry
  /** Those after it. */
  readonly rest: AsyncGenerator<TarEntry, void>
}

/** As Linux has it. */
const MAX_LINKS = 40

/** dockerode's types know paths as text only; bytes that are no UTF-8 have no other way. */
type RawPath = { readonly path: string }
const rawPath = (path: string) => ({ path: toBytes(path) }) as unknown as RawPath

/**
 * Opens an archive of a path. While it is open, Docker holds the container: nobody can inspect,
 * start or stop it before the last byte was read or the archive is closed.
 */
export async function openArchive(
  engine: Engine,
  { id, path }: Place,
  signal: AbortSignal,
): Promise<Archive> {
  const container = engine.docker({ signal }).getContainer(segment(id))
  const answer = (await container.getArchive(rawPath(path))) as unknown as IncomingMessage
  engine.hold(answer)
  let count = 0
  async function* bytes() {
    try {
      for await (const chunk of answer as AsyncIterable<Uint8Array>) {
        count += chunk.byteLength
        yield chunk
      }
    } catch (cause) {
      throw cause instanceof EngineError ? cause : cutOff()
    } finally {
      answer.destroy()
    }
  }
  return {
    stat: readPathStat(answer.headers),
    bytes: bytes(),
    read: () => count,
    close: () => void answer.destroy(),
  }
}

/** Opens the entries of what a path leads to. Docker packs a link as one, Podman what it leads to. */
export async function openEntries(
  engine: Engine,
  { id, path }: Place,
  signal: AbortSignal,
): Promise<Entries> {
  let at = path
  for (let links = 0; links < MAX_LINKS; links += 1) {
    const entries = await openAt(engine, { id, path: at }, signal)
    const { stat, first } = entries
    const isLink = stat?.kind === 'link' || first.header.kind === 'link'
    const next = plainPath(stat?.leadsTo || first.header.target, parentOf(at))
    if (!isLink) return entries
    if (first.header.kind !== 'link') return { ...entries, path: next }
    entries.close()
    at = next
  }
  throw new EngineError({ code: 'refused', message: 'It is a link that leads round in circles' })
}

/** Opens the entries of a path. A link is one, where the engine packs it so. */
export async function openAt(engine: Engine, place: Place, signal: AbortSignal): Promise<Entries> {
  try {
    const { stat, bytes, read, close } = await openArchive(engine, place, signal)
    const rest = readTar(bytes)
    const { value: first } = await rest.next()
    if (first) return { path: place.path, stat, first, rest, read, close }
  } catch (cause) {
    if (signal.aborted || isText(place.path)) throw cause
  }
  return openWithin(engine, place, signal)
}

function isText(path: string): boolean {
  return Buffer.from(path).toString() === path
}

/**
 * Docker finds a name that is no UTF-8 and packs nothing of it, Podman does not find it: it is picked
 * out of its folder.
 */
async function openWithin(
  engine: Engine,
  { id, path }: Place,
  signal: AbortSignal,
): Promise<Entries> {
  const folder = await openArchive(engine, { id, path: parentOf(path) }, signal)
  const { read, close } = folder
  const rest = below(readTar(folder.bytes), nameOf(path))
  const { value: first } = await rest.next()
  if (first) return { path, stat: undefined, first, rest, read, close }
  throw new EngineError({ code: 'not-found', message: 'The engine packed nothing of it' })
}

async function* below(
  entries: AsyncGenerator<TarEntry, void>,
  name: string,
): AsyncGenerator<TarEntry, void> {
  const { value: folder } = await entries.next()
  for await (const entry of entries) {
    const path = relativeTo(folder?.header.path ?? '', entry.header.path)
    if (path === name || path?.startsWith(`${name}/`)) yield entry
  }
}

/** What the engine says of a path, a link as such. Fails with `not-found`. */
export async function askStat(
  engine: Engine,
  { id, path }: Place,
  signal: AbortSignal,
): Promise<PathStat> {
  const container = engine.docker({ signal }).getContainer(segment(id))
  const answer = (await container.infoArchive(rawPath(path))) as unknown as IncomingMessage
  answer.resume()
  const stat = readPathStat(answer.headers)
  if (stat) return stat
  throw new EngineError({ code: 'bad-answer', message: 'The engine did not say what it is' })
}

/** Whether there is something at the path, were it a link that leads nowhere. */
export async function isThere(engine: Engine, place: Place, signal: AbortSignal): Promise<boolean> {
  try {
    await askStat(engine, place, signal)
    return true
  } catch (cause) {
    if (cause instanceof EngineError && cause.code === 'not-found') return false
    throw cause
  }
}

/** Of what an engine sends, and never sends to its end. */
export function cutOff(): EngineError {
  return new EngineError({ code: 'bad-answer', message: 'The engine’s archive was cut off' })
}
