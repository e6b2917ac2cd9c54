import { createReadStream, type Stats } from 'node:fs'
import { access, constants, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { MAX_UPLOADED_ENTRIES, type UploadedEntry } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import { cannotRead } from '../../saving/open-local.ts'
import { tooShort } from './upload-files.ts'

/** Files and folders of the person's own disk, as they are uploaded. */
export interface LocalItems {
  readonly entries: readonly UploadedEntry[]
  /** The contents of the files, one behind the other. */
  readonly bytes: () => AsyncIterable<Uint8Array>
  /** What is neither a file nor a folder, and links to folders and to what cannot be read. */
  readonly leftOut: readonly string[]
}

interface LocalItem {
  readonly local: string
  readonly entry: UploadedEntry
}

/**
 * Reads what there is in these and below them. Links to files are read as files. Throws where one cannot
 * be read, by its name.
 */
export async function readLocalItems(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<LocalItems> {
  const items: LocalItem[] = []
  const leftOut: string[] = []

  async function add(local: string, path: string, facts: Stats | undefined): Promise<void> {
    if (!facts?.isFile() && !facts?.isDirectory()) return void leftOut.push(path)
    items.push({ local, entry: toEntry(path, facts) })
    if (items.length > MAX_UPLOADED_ENTRIES) throw tooMany()
    if (facts.isDirectory()) await addChildren(local, path)
  }

  async function addChildren(local: string, path: string): Promise<void> {
    const children = await readdir(local, { withFileTypes: true }).catch((cause: unknown) => {
      throw cannotRead(local, cause)
    })
    for (const child of children) {
      const at = join(local, child.name)
      signal.throwIfAborted()
      const facts = await factsOf(at).catch((cause: unknown) => {
        // What a link leads to is none of what was chosen.
        if (isGone(cause) || child.isSymbolicLink()) return undefined
        throw cannotRead(at, cause)
      })
      // A link to a folder may lead to one that it is in.
      const isWay = child.isSymbolicLink() && facts?.isDirectory() === true
      await add(at, `${path}/${child.name}`, isWay ? undefined : facts)
    }
  }

  for (const path of paths) {
    const facts = await factsOf(path).catch((cause: unknown) => {
      throw cannotRead(path, cause)
    })
    await add(path, basename(path), facts)
  }
  return { entries: items.map(({ entry }) => entry), bytes: () => contentsOf(items), leftOut }
}

/** Throws where a file may not be read: in the middle of an upload it would be too late to say so. */
async function factsOf(path: string): Promise<Stats> {
  const facts = await stat(path)
  if (facts.isFile()) await access(path, constants.R_OK)
  return facts
}

/** Since its folder was read. */
function isGone(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException).code === 'ENOENT'
}

function toEntry(path: string, facts: Stats): UploadedEntry {
  const { size, mtimeMs: modifiedAt } = facts
  return facts.isFile()
    ? { path, kind: 'file', size, modifiedAt }
    : { path, kind: 'folder', size: 0, modifiedAt }
}

async function* contentsOf(items: readonly LocalItem[]): AsyncGenerator<Uint8Array> {
  for (const { local, entry } of items) {
    if (entry.size === 0) continue
    let left = entry.size
    try {
      // What has been written to it since is no part of it.
      for await (const chunk of createReadStream(local, { end: entry.size - 1 })) {
        left -= (chunk as Uint8Array).byteLength
        yield chunk as Uint8Array
      }
    } catch (cause) {
      throw cannotRead(local, cause)
    }
    if (left > 0) throw tooShort()
  }
}

function tooMany(): EngineError {
  return new EngineError({
    code: 'invalid-input',
    message: `More than ${MAX_UPLOADED_ENTRIES.toLocaleString('en')} files and folders`,
    hint: 'Pack them into a tar first.',
  })
}
