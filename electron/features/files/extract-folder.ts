import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, open, rename, rm, statfs, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Extracted, LeftOut } from '#shared/contract/files.ts'
import { EngineError } from '#shared/errors.ts'
import { relativeTo } from './relative-to.ts'
import type { TarEntry } from './tar/read-tar.ts'

/** What is unpacked, and how it is told of. */
export interface Extraction {
  /** Of the folder itself, and of what is in it. */
  readonly first: TarEntry
  readonly rest: AsyncIterable<TarEntry>
  readonly signal: AbortSignal
  readonly onProgress: (done: { readonly files: number; readonly bytes: number }) => void
}

/** More names than this help nobody. */
const MAX_NAMED = 100

/** Folders without end in each other, and names without end in a folder, fill a disk without a byte. */
const MAX_ENTRIES = 2_000_000

/** What the person's own programs may need of the disk. */
const SPARE_BYTES = 64 * 1024 * 1024

/** Owner alone may write while it is filled; what programs make is as the person's mask says. */
const OWN_FOLDER = 0o700

/** No set-user-ID, set-group-ID or sticky comes out of a container. */
const PERMISSIONS = 0o777

/**
 * Unpacks a folder into one of this name in `into`, and touches nothing else: only plain files and
 * folders are made, in a fresh folder in which there is no link to follow; and it gets its name once all
 * is there. Links, devices and names that this system cannot have are left out, and told.
 */
export async function extractFolder(
  into: string,
  name: string,
  extraction: Extraction,
): Promise<Extracted> {
  const draft = join(into, `.pilothouse-${randomUUID()}.part`)
  await mkdir(draft, { mode: OWN_FOLDER })
  try {
    const done = await fill(draft, extraction)
    extraction.signal.throwIfAborted()
    const path = await giveName(draft, into, name)
    return { path, ...done }
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    throw cause
  }
}

async function fill(draft: string, { first, rest, signal, onProgress }: Extraction) {
  const leftOut: LeftOut[] = []
  const made = new Set<string>()
  let [files, bytes, leftOutCount, count] = [0, 0, 0, 0]
  const leaveOut = (path: string, why: LeftOut['why']) => {
    leftOutCount += 1
    if (leftOut.length < MAX_NAMED) leftOut.push({ path, why })
  }
  const told = () => onProgress({ files, bytes })
  const root = first.header.path

  async function make(entry: TarEntry, path: string): Promise<void> {
    const { header } = entry
    const target = join(draft, path)
    switch (header.kind) {
      case 'folder':
        await mkdir(target, { recursive: true, mode: header.mode | OWN_FOLDER })
        return
      case 'file':
        await mkdir(dirname(target), { recursive: true })
        await mustFit(draft, header.size)
        bytes += await write(target, entry, told)
        break
      case 'hard link': {
        const original = relativeTo(root, header.target)
        if (original === undefined || !made.has(original)) return leaveOut(path, 'link')
        await mkdir(dirname(target), { recursive: true })
        const { size } = await lstat(join(draft, original))
        await mustFit(draft, size, 'copy')
        await copyFile(join(draft, original), target, constants.COPYFILE_EXCL)
        bytes += size
        break
      }
      case 'link':
        return leaveOut(path, 'link')
      case 'other':
        return leaveOut(path, 'special')
      default:
        return header.kind satisfies never
    }
    made.add(path)
    files += 1
  }

  for await (const entry of rest) {
    signal.throwIfAborted()
    count += 1
    if (count > MAX_ENTRIES) throw tooMany()
    const path = relativeTo(root, entry.header.path)
    if (path === '') continue
    if (path === undefined || !canBeHere(path)) leaveOut(entry.header.path, 'name')
    else await make(entry, path).catch((cause: unknown) => unlessName(cause, path, leaveOut))
    told()
  }
  return { files, bytes, leftOut, leftOutCount }
}

async function write(target: string, entry: TarEntry, told: () => void): Promise<number> {
  const { mode, mtime, size } = entry.header
  // Neither an earlier entry nor a link is ever written through.
  const file = await open(target, 'wx', mode & PERMISSIONS)
  try {
    for await (const chunk of entry.content()) {
      await file.writeFile(chunk)
      told()
    }
  } finally {
    await file.close()
  }
  await utimes(target, mtime, mtime)
  return size
}

/** What Windows has other uses for, with any ending: `nul.txt`. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const NOT_ON_WINDOWS = /[\u0000-\u001f<>:"\\|?*]|[ .]$/

/** Whether each part can be a name on this system, and is the same one there. */
export function canBeHere(path: string, platform = process.platform): boolean {
  // Bytes that are no UTF-8 would become others.
  if (Buffer.from(path).toString() !== path) return false
  if (platform !== 'win32') return true
  return path.split('/').every((part) => !NOT_ON_WINDOWS.test(part) && !RESERVED.test(part))
}

/** The disk takes no such name, or has one already that it takes for the same. */
const NAME_FAULTS: ReadonlySet<string | undefined> = new Set([
  'EEXIST',
  'ENAMETOOLONG',
  'EILSEQ',
  // What disks of Windows have no place for in a name.
  'EINVAL',
  'EISDIR',
  'ENOTDIR',
])

function unlessName(
  cause: unknown,
  path: string,
  leaveOut: (path: string, why: LeftOut['why']) => void,
): void {
  const { code } = cause as NodeJS.ErrnoException
  if (cause instanceof EngineError || !NAME_FAULTS.has(code)) throw cause
  leaveOut(path, 'name')
}

/** An entry may claim any size; the disk is not filled to find out. Copies cost the archive nothing. */
async function mustFit(folder: string, size: number, what?: 'copy'): Promise<void> {
  if (size < SPARE_BYTES && !what) return
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize > size + SPARE_BYTES) return
  throw new EngineError({
    code: 'refused',
    message: 'The disk has no room for it',
    hint: 'Choose another place. Nothing was kept of what had come.',
  })
}

function tooMany(): EngineError {
  return new EngineError({
    code: 'refused',
    message: `It has more than ${MAX_ENTRIES.toLocaleString('en')} files`,
    hint: 'Download it as a tar.',
  })
}

/** The first of these names that nothing has yet: `etc`, `etc (2)`. */
async function giveName(draft: string, into: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(into, number === 1 ? name : `${name} (${number})`)
    const isTaken = await lstat(path).then(
      () => true,
      () => false,
    )
    if (isTaken) continue
    await rename(draft, path)
    return path
  }
}
