import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'

/** Opens a file of the person's own disk, which they chose to be read. */
export async function openLocal(
  path: string,
): Promise<{ readonly bytes: Readable; readonly size: number }> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw cannotRead(path, cause)
  })
  if (!facts.isFile()) throw cannotRead(path, new Error('it is no plain file'))
  return { bytes: createReadStream(path), size: facts.size }
}

/** What the disk said of one that cannot be read. */
export function cannotRead(path: string, cause: unknown): EngineError {
  const engineMessage = cause instanceof Error ? cause.message : String(cause)
  return new EngineError({
    code: 'refused',
    message: `Cannot read "${visibleText(basename(path))}": ${engineMessage}`,
    hint: 'Check that it is still there, and that you may read it.',
  })
}
