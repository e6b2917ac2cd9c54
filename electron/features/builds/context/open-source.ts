import { realpath, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { EngineError } from '#shared/errors.ts'
import { entriesOf, packingOf } from './archive.ts'
import { isDockerfileName, looksLikeDockerfile, theBestFirst } from './dockerfile-name.ts'
import { explainRead } from './explain-read.ts'
import { findDockerfiles } from './find-dockerfiles.ts'
import { readStart } from './read-small-file.ts'
import type { OpenedSource } from './sources.ts'

interface Found extends OpenedSource {
  readonly dockerfiles: readonly string[]
}

/** Enough to see an archive's first header, or a Dockerfile's first instruction. */
const START_BYTES = 64 * 1024

/** Of a large archive, what is found by then. */
const LOOK_MS = 3000

/** A folder or an archive stands for itself; a Dockerfile for its folder, and is the first there. */
export async function openSource(path: string, lookMs = LOOK_MS): Promise<Found> {
  try {
    const place = await realpath(path)
    const stats = await stat(place)
    if (stats.isDirectory()) {
      return { kind: 'folder', path: place, dockerfiles: await findDockerfiles(place) }
    }
    if (!stats.isFile()) throw unfit(path)
    return await openFile(path, place, lookMs)
  } catch (cause) {
    throw explainRead(path, cause)
  }
}

async function openFile(path: string, place: string, lookMs: number): Promise<Found> {
  const start = await readStart(place, START_BYTES, path)
  if (packingOf(start)) {
    return { kind: 'archive', path: place, dockerfiles: await dockerfilesIn(place, lookMs) }
  }
  if (!isDockerfileName(basename(path)) && !looksLikeDockerfile(start)) throw unfit(path)
  // A link to a Dockerfile elsewhere stands for the folder that the link is in.
  const [folder, first] = [await realpath(dirname(path)), basename(path)]
  const others = (await findDockerfiles(folder)).filter((one) => one !== first)
  return { kind: 'folder', path: folder, dockerfiles: [first, ...others] }
}

async function dockerfilesIn(archive: string, lookMs: number): Promise<readonly string[]> {
  const found = new Set<string>()
  try {
    for await (const { name, header } of entriesOf(archive, AbortSignal.timeout(lookMs))) {
      if (header.kind === 'file' && isDockerfileName(basename(name))) found.add(name)
    }
  } catch (cause) {
    // The time is over, or it is what engines may unpack all the same, or say themselves what is wrong with.
    if (!(cause instanceof EngineError)) throw cause
  }
  return theBestFirst([...found])
}

function unfit(path: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot build from "${basename(path)}": it is neither a folder, a Dockerfile nor an archive`,
    hint: 'Choose a folder, a Dockerfile, or a tar, packed or not.',
  })
}
