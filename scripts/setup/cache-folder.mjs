// @ts-check
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

/** The folder that keeps what is costly to fetch or build, across clones of the project. */
export function cacheFolder(env = process.env) {
  const base = env['XDG_CACHE_HOME']
  // The XDG specification has a relative path ignored.
  return join(base && isAbsolute(base) ? base : join(homedir(), '.cache'), 'pilothouse')
}

/**
 * Returns a folder of the cache, built on first use.
 * It appears whole or not at all, so an interrupted build is never mistaken for a finished one.
 * @param {string} name what it holds, with its version
 * @param {(folder: string) => Promise<void>} build fills an empty folder on the same disk
 */
export async function buildOnce(name, build) {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(`${folder}.draft-`)
  try {
    await build(draft)
    await publish(draft, folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return folder
}

/** @param {string} draft @param {string} folder */
async function publish(draft, folder) {
  try {
    await rename(draft, folder)
  } catch (error) {
    // Another process built the same meanwhile: one is as good as the other.
    if (!existsSync(folder)) throw error
  }
}
