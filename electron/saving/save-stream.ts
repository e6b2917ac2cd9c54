import { randomUUID } from 'node:crypto'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { EngineError } from '#shared/errors.ts'

/** As programs make files: the person's own mask takes away from it. */
const NEW_FILE_MODE = 0o666

/**
 * Writes what comes into a file: beside it first, and in its place once all is there. Whatever goes
 * wrong, what was there before is as it was, and nothing half is left: also when it is given up while
 * the disk takes the last of it. Answers with the bytes.
 */
export async function saveStream(
  path: string,
  source: Readable,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await writeBeside(path, source, signal)
  } catch (cause) {
    throw explainSave(basename(path), cause)
  }
}

async function writeBeside(path: string, source: Readable, signal: AbortSignal): Promise<number> {
  // A link stays one: what it leads to is written.
  const target = await realpath(path).catch(() => path)
  const mode = await stat(target).then(
    (known) => known.mode & 0o777,
    () => NEW_FILE_MODE,
  )
  const draft = join(dirname(target), `.pilothouse-${randomUUID()}.part`)
  try {
    const bytes = await write(draft, source, mode)
    signal.throwIfAborted()
    await rename(draft, target)
    return bytes
  } catch (cause) {
    await rm(draft, { force: true })
    throw cause
  }
}

async function write(path: string, source: Readable, mode: number): Promise<number> {
  const file = await open(path, 'wx', mode)
  try {
    let bytes = 0
    // A source that is destroyed before its end throws here.
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      await file.writeFile(chunk)
      bytes += chunk.byteLength
    }
    await file.sync()
    return bytes
  } finally {
    await file.close()
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'you have no more room on this disk',
  EACCES: 'you may not write in this folder',
  EPERM: 'you may not write in this folder',
  EROFS: 'this disk can only be read',
  ENOENT: 'the folder is no longer there',
  EFBIG: 'the disk takes no file as large as this',
  EISDIR: 'there is a folder of this name',
}

/** What the disk said, in words for people; a source that failed has said why itself. */
export function explainSave(name: string, cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause
  const { code, message }: NodeJS.ErrnoException =
    cause instanceof Error ? cause : new Error(String(cause))
  const reason = REASONS[code ?? ''] ?? 'the disk failed'
  return new EngineError({
    code: 'refused',
    message: `Cannot save "${name}": ${reason}`,
    hint: 'Choose another place. What was there before is as it was.',
    engineMessage: message,
  })
}
