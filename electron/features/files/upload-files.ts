import type { UploadedEntry } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import type { PipeEnd } from '../../ipc/handlers.ts'
import { ownerOfFolder, type Owner } from './ask-owner.ts'
import { isThere, type Place } from './open-archive.ts'
import { putArchive } from './put-archive.ts'
import { createByteReader, type ByteReader } from './tar/byte-reader.ts'
import { padding, TAR_END, tarHeader } from './tar/write-tar.ts'

/** The window does not know how a file may be used where it comes from. */
const FILE_MODE = 0o644
const FOLDER_MODE = 0o755

const MS_PER_SECOND = 1000

/** Puts what comes out of the pipe into a folder, entry by entry. */
export async function uploadFiles(
  engine: Engine,
  folder: Place,
  entries: readonly UploadedEntry[],
  { stream, signal }: Pick<PipeEnd<never>, 'stream' | 'signal'>,
): Promise<void> {
  const owner = await ownerOfFolder(engine, folder, signal)
  const source = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  const bytes = createByteReader(source, tooShort)
  await putArchive(engine, folder, packEntries(entries, owner, bytes), signal)
}

async function* packEntries(
  entries: readonly UploadedEntry[],
  owner: Owner,
  bytes: ByteReader,
): AsyncGenerator<Uint8Array> {
  for (const { path, kind, size: said, modifiedAt } of entries) {
    const size = kind === 'file' ? said : 0
    const mode = kind === 'file' ? FILE_MODE : FOLDER_MODE
    const mtime = Math.floor(modifiedAt / MS_PER_SECOND)
    yield tarHeader({ path, kind, size, mode, mtime, ...owner })
    for (let left = size; left > 0;) {
      const chunk = await bytes.some(left)
      left -= chunk.length
      yield chunk
    }
    if (size > 0) yield padding(size)
  }
  yield TAR_END
}

/** Those of the names that are in the folder. */
export async function findPresent(
  engine: Engine,
  { id, path }: Place,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found = await Promise.all(
    names.map(async (name) => {
      const at = path === '/' ? `/${name}` : `${path}/${name}`
      return (await isThere(engine, { id, path: at }, signal)) ? [name] : []
    }),
  )
  return found.flat()
}

function tooShort(): EngineError {
  return new EngineError({
    code: 'invalid-input',
    message: 'A file became shorter while it was read',
    hint: 'Upload it again once nothing writes to it.',
  })
}
