import { Readable } from 'node:stream'
import type { SavedFile } from '#shared/contract/desktop.ts'
import { EngineError } from '#shared/errors.ts'
import { joinPath } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { saveStream } from '../../saving/save-stream.ts'
import type { Saving } from '../tasks/index.ts'
import { refuseHidden } from './mounted-inside.ts'
import { cutOff, openArchive, openEntries, type Place } from './open-archive.ts'
import { isNoFile } from './read-file.ts'
import { readTar } from './tar/read-tar.ts'
import { withoutEnd } from './tar/without-end.ts'
import { TAR_END } from './tar/write-tar.ts'

/** Writes a file as it is. */
export async function downloadFile(engine: Engine, place: Place, to: Saving): Promise<SavedFile> {
  await refuseHidden(engine, place, to.signal)
  const { first, close } = await openEntries(engine, place, to.signal)
  try {
    const { kind } = first.header
    if (kind !== 'file') throw isNoFile(kind)
    return await saveContent(first.content(), to, first.header.size)
  } finally {
    close()
  }
}

/** Writes all of a folder as the tar that the engine packs; one that does not end as tars do is none. */
export async function downloadTar(engine: Engine, place: Place, to: Saving): Promise<SavedFile> {
  await refuseHidden(engine, place, to.signal)
  const { bytes, close } = await openArchive(engine, place, to.signal)
  try {
    return await saveContent(wholeTar(bytes), to)
  } finally {
    close()
  }
}

/** Writes these of a folder as one tar: what the engine packs of each, one behind the other. */
export async function downloadSome(
  engine: Engine,
  { id, path }: Place,
  names: readonly string[],
  to: Saving,
): Promise<SavedFile> {
  const paths = names.map((name) => joinPath(path, name))
  await refuseHidden(engine, { id, path: paths }, to.signal)
  return saveContent(joined(engine, id, paths, to.signal), to)
}

async function* joined(engine: Engine, id: string, paths: readonly string[], signal: AbortSignal) {
  for (const path of paths) {
    const { bytes, close } = await openArchive(engine, { id, path }, signal)
    try {
      yield* withoutEnd(bytes, () => packedNothing(path))
    } finally {
      close()
    }
  }
  yield TAR_END
}

/** So Docker does with names that are no UTF-8. */
function packedNothing(path: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `The engine packed nothing of "${visibleText(path)}"`,
    hint: 'Download the folder that it is in.',
  })
}

/** Writes all files of a container, and none of its volumes. */
export async function exportFiles(engine: Engine, id: string, to: Saving): Promise<SavedFile> {
  const container = engine.docker({ signal: to.signal }).getContainer(segment(id))
  return saveTar(engine.hold((await container.export()) as Readable), to)
}

/** Writes a tar that an engine packs; one that does not end as tars do is none. */
export async function saveTar(tar: Readable, to: Saving): Promise<SavedFile> {
  try {
    return await saveContent(wholeTar(tar), to)
  } finally {
    tar.destroy()
  }
}

/** Writes what comes, and tells how much it is, and of how much where that is known. */
export async function saveContent(
  source: AsyncGenerator<Uint8Array>,
  { path, signal, onProgress }: Saving,
  total?: number,
): Promise<SavedFile> {
  let bytes = 0
  async function* counted() {
    for await (const chunk of source) {
      yield chunk
      bytes += chunk.byteLength
      onProgress(bytes, total)
    }
  }
  const stream = Readable.from(counted(), { objectMode: false })
  return { bytes: await saveStream(path, stream, signal), path }
}

/** The same bytes, read along to their proper end: an engine that fails while it packs says so in no other way. */
export async function* wholeTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const passed: Uint8Array[] = []
  async function* tapped() {
    try {
      for await (const chunk of source) {
        passed.push(chunk)
        yield chunk
      }
    } catch (cause) {
      throw cause instanceof EngineError ? cause : cutOff()
    }
  }
  for await (const entry of readTar(tapped())) {
    for await (const part of entry.content()) if (part.length > 0) yield* passed.splice(0)
    yield* passed.splice(0)
  }
  yield* passed.splice(0)
}
