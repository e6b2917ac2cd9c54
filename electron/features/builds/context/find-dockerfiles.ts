import { readdir } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { toText } from '../../files/index.ts'
import { isDockerfileName, theBestFirst } from './dockerfile-name.ts'
import { placeOf, realPlaceIn } from './place-of.ts'

/** They are seldom deeper, and a home folder is large. */
const MAX_DEPTH = 4
const MAX_FOLDERS = 2000
const MAX_FOUND = 100
const LOOK_MS = 2000

/** What others made, and a great deal of it. */
const NOT_LOOKED_INTO = new Set(['node_modules', '.git', '.hg', '.svn'])

/** The Dockerfiles in a folder, as far as they are found within reason. */
export async function findDockerfiles(root: string): Promise<readonly string[]> {
  const end = performance.now() + LOOK_MS
  const found: string[] = []
  const folders = [{ path: '', depth: 0 }]
  for (let looked = 0; looked < MAX_FOLDERS; looked += 1) {
    const folder = folders.shift()
    if (!folder || found.length >= MAX_FOUND || performance.now() > end) break
    for (const entry of await list(root, folder.path)) {
      const name = toText(entry.name)
      const path = folder.path === '' ? name : `${folder.path}/${name}`
      if (entry.isDirectory()) {
        const isLookedInto = folder.depth + 1 < MAX_DEPTH && !NOT_LOOKED_INTO.has(name)
        if (isLookedInto) folders.push({ path, depth: folder.depth + 1 })
      } else if (isDockerfileName(name) && (await isUsable(root, path, entry))) found.push(path)
    }
  }
  return theBestFirst(found).slice(0, MAX_FOUND)
}

/** A folder that cannot be read has none that could be used; the first one must be readable. */
async function list(root: string, path: string): Promise<readonly Dirent<Buffer>[]> {
  const listing = readdir(placeOf(root, path), { encoding: 'buffer', withFileTypes: true })
  return path === '' ? listing : listing.catch(() => [])
}

async function isUsable(root: string, path: string, entry: Dirent<Buffer>): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile()
  return realPlaceIn(root, path).then(
    () => true,
    () => false,
  )
}
