import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { EngineError } from '#shared/errors.ts'
import { explainRead } from './explain-read.ts'

/** A pipe of that name would never open. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * All of a file. Throws `not-found`, and where it is larger, or a pipe, a device or a folder. `name` is
 * what it is called in the error.
 */
export async function readSmallFile(path: string, maxBytes: number, name = path): Promise<Buffer> {
  const bytes = await readStart(path, maxBytes + 1, name)
  if (bytes.length > maxBytes) throw unfit(name, 'it is too large')
  return bytes
}

/** The beginning of a file, at most so many bytes; throws as `readSmallFile` does. */
export async function readStart(path: string, maxBytes: number, name = path): Promise<Buffer> {
  try {
    const file = await open(path, OPEN_FLAGS)
    try {
      if (!(await file.stat()).isFile()) throw unfit(name, 'it is no file')
      const parts: Buffer[] = []
      const from = file.createReadStream({ start: 0, end: maxBytes - 1, autoClose: false })
      for await (const part of from as AsyncIterable<Buffer>) parts.push(part)
      return Buffer.concat(parts)
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw explainRead(name, cause)
  }
}

function unfit(name: string, why: string): EngineError {
  return new EngineError({ code: 'refused', message: `Cannot read "${name}": ${why}` })
}
