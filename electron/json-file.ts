import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as z from 'zod'
import { log } from './log.ts'

/** A small file of ours: read once at start, written whole, never half. */
export interface JsonFile<T> {
  readonly value: T
  /**
   * Saves in the order of the calls, and leaves out what was replaced before its turn came; rejects
   * when the disk refuses, and the old file stands.
   */
  save(next: T): Promise<void>
  /** Resolves once nothing is being written, whether the disk took it or not. */
  settled(): Promise<void>
}

/** A file that could not be read, and where it is now; it is where it was if that is refused. */
export interface UnreadableFile {
  readonly path: string
  readonly keptAs: string
}

/**
 * Reads a file of ours. A missing one gives the schema's defaults; one that does not parse is put
 * aside under a new name and told, so that nothing is lost and the start never fails.
 */
export function openJsonFile<S extends z.ZodType>(
  path: string,
  schema: S,
  onUnreadable: (file: UnreadableFile) => void,
): JsonFile<z.output<S>> {
  let value = readOrDefault(path, schema, onUnreadable)
  let lastSave: Promise<void> = Promise.resolve()
  return {
    get value() {
      return value
    },
    save(next) {
      value = next
      lastSave = lastSave
        .catch(() => {})
        .then(() => (value === next ? writeWhole(path, JSON.stringify(next, null, 2)) : undefined))
      return lastSave
    },
    settled: () => lastSave.catch(() => {}),
  }
}

function readOrDefault<S extends z.ZodType>(
  path: string,
  schema: S,
  onUnreadable: (file: UnreadableFile) => void,
): z.output<S> {
  try {
    const text = readText(path)
    return schema.parse(text === undefined ? {} : JSON.parse(text))
  } catch (cause) {
    onUnreadable({ path, keptAs: quarantine(path, cause) })
    return schema.parse({})
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
    return undefined
  }
}

/** Where the file is afterwards. */
function quarantine(path: string, cause: unknown): string {
  const aside = `${path}.unreadable-${Date.now()}`
  log.warn(`Cannot read ${path}; it is kept as ${aside}, and the defaults are used`, cause)
  try {
    renameSync(path, aside)
    return aside
  } catch (error) {
    log.warn(`Cannot rename ${path}`, error)
    return path
  }
}

/** Written beside it, flushed, then renamed over it: a full disk or a crash leaves the old one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`
  mkdirSync(dirname(path), { recursive: true })
  try {
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(`${text}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true })
    throw cause
  }
}
