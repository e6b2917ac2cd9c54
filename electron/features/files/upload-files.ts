import type { UploadedEntry } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import type { PipeEnd } from '../../ipc/handlers.ts'
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

type Uploading = Pick<PipeEnd<never>, 'stream' | 'signal'> & {
  /** A program of ours may run in the container. */
  readonly mayRun: boolean
}

/**
 * Puts what comes out of the pipe into a folder, entry by entry. Folders that are there stay whose they
 * are, and files that are replaced as well; what is new becomes the folder's owner's.
 */
export async function uploadFiles(
  engine: Engine,
  folder: Place,
  entries: readonly UploadedEntry[],
  { stream, signal, mayRun }: Uploading,
): Promise<void> {
  await refuseHidden(engine, folder, signal)
  const owner = await ownerOfFolder(engine, folder, signal)
  const there = await findReplaced(engine, folder, entries, { signal, mayRun })
  const source = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  const bytes = createByteReader(source, tooShort)
  await putArchive(engine, folder, packEntries(entries, { owner, there, bytes }), signal)
}

interface Packing {
  readonly owner: Owner
  readonly there: ReadonlyMap<string, Replaced>
  readonly bytes: ByteReader
}

async function* packEntries(
  entries: readonly UploadedEntry[],
  { owner, there, bytes }: Packing,
): AsyncGenerator<Uint8Array> {
  for (const { path, kind, size: said, modifiedAt } of entries) {
    const before = there.get(path)
    // Engines give a folder that is there the mode and the owner of its entry.
    if (kind === 'folder' && before?.kind === 'folder') continue
    const size = kind === 'file' ? said : 0
    const usual = { mode: kind === 'file' ? FILE_MODE : FOLDER_MODE, owner }
    const kept = kind === 'file' && before?.kind === 'file' ? before : usual
    const mtime = Math.floor(modifiedAt / MS_PER_SECOND)
    yield tarHeader({ path, kind, size, mode: kept.mode, mtime, ...(kept.owner ?? owner) })
    for (let left = size; left > 0;) {
      const chunk = await bytes.some(left)
      left -= chunk.length
      yield chunk
    }
    if (size > 0) yield padding(size)
  }
  yield TAR_END
}

function tooShort(): EngineError {
  return new EngineError({
    code: 'invalid-input',
    message: 'A file became shorter while it was read',
    hint: 'Upload it again once nothing writes to it.',
  })
}
