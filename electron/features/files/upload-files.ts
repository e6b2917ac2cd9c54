import type { UploadedEntry } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import { ownerOfFolder, type Owner } from './ask-owner.ts'
import type { Place } from './open-archive.ts'
import { refuseHidden } from './mounted-inside.ts'
import { putArchive } from './put-archive.ts'
import { createByteReader, type ByteReader } from './tar/byte-reader.ts'
import { padding, TAR_END, tarHeader } from './tar/write-tar.ts'
import { findReplaced, type Replaced } from './what-is-there.ts'

/** The window does not know how a file may be used where it comes from. */
const FILE_MODE = 0o644
const FOLDER_MODE = 0o755

const MS_PER_SECOND = 1000

interface Uploading {
  /** The contents of the files, one behind the other. */
  readonly bytes: AsyncIterable<Uint8Array>
  readonly signal: AbortSignal
  /** A program of ours may run in the container. */
  readonly mayRun: boolean
  /** Told of each file before its first byte. */
  readonly onFile: (entry: UploadedEntry) => void
  /** Told of so many more. */
  readonly onBytes: (count: number) => void
}

/**
 * Puts what comes into a folder, entry by entry. Folders that are there stay whose they
 * are, and files that are replaced as well; what is new becomes the folder's owner's.
 */
export async function uploadFiles(
  engine: Engine,
  folder: Place,
  entries: readonly UploadedEntry[],
  { bytes: source, signal, mayRun, ...telling }: Uploading,
): Promise<void> {
  await refuseHidden(engine, folder, signal)
  const owner = await ownerOfFolder(engine, folder, signal)
  const there = await findReplaced(engine, folder, entries, { signal, mayRun })
  const bytes = createByteReader(source, tooShort)
  await putArchive(
    engine,
    folder,
    packEntries(entries, { owner, there, bytes, ...telling }),
    signal,
  )
}

interface Packing extends Pick<Uploading, 'onFile' | 'onBytes'> {
  readonly owner: Owner
  readonly there: ReadonlyMap<string, Replaced>
  readonly bytes: ByteReader
}

async function* packEntries(
  entries: readonly UploadedEntry[],
  { owner, there, bytes, onFile, onBytes }: Packing,
): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    const { path, kind, size: said, modifiedAt } = entry
    const before = there.get(path)
    // Engines give a folder that is there the mode and the owner of its entry.
    if (kind === 'folder' && before?.kind === 'folder') continue
    const size = kind === 'file' ? said : 0
    const usual = { mode: kind === 'file' ? FILE_MODE : FOLDER_MODE, owner }
    const kept = kind === 'file' && before?.kind === 'file' ? before : usual
    const mtime = Math.floor(modifiedAt / MS_PER_SECOND)
    yield tarHeader({ path, kind, size, mode: kept.mode, mtime, ...(kept.owner ?? owner) })
    if (kind === 'file') onFile(entry)
    for (let left = size; left > 0;) {
      const chunk = await bytes.some(left)
      left -= chunk.length
      yield chunk
      onBytes(chunk.length)
    }
    if (size > 0) yield padding(size)
  }
  yield TAR_END
}

/** Whoever writes to a file while it is read has the last word. */
export function tooShort(): EngineError {
  return new EngineError({
    code: 'invalid-input',
    message: 'A file became shorter while it was read',
    hint: 'Upload it again once nothing writes to it.',
  })
}
