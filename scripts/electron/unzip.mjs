// @ts-check
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** The upper half of a zip entry's attributes is its Unix mode. */
const MODE_SHIFT = 16
const PERMISSIONS = 0o777

/**
 * Takes some files out of a zip archive.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} toPath where a file goes inside `folder`, if at all
 */
export async function unzip(archive, folder, toPath) {
  // @ts-expect-error yauzl comes without types.
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive)
  for await (const entry of zip.eachEntry()) {
    const path = toPath(entry.fileName)
    if (!path || entry.fileName.endsWith('/')) continue
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    const mode = (entry.externalFileAttributes >>> MODE_SHIFT) & PERMISSIONS
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }))
  }
}
