import { readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isPipe } from './socket-path.ts'

/** A folder of a network that is gone may never answer. */
const MAX_WAIT_MS = 1500

/** As many as Linux follows; a circle has no end. */
const MAX_LINKS = 40

/**
 * The path behind all links, as far as they lead: a stopped engine's socket is not there, and a
 * link to it still tells whose it is.
 */
export async function realPathOf(path: string, links = MAX_LINKS): Promise<string> {
  if (isPipe(path)) return path
  const found = await realpath(path).catch(() => undefined)
  if (found !== undefined) return found
  const folder = await realpath(dirname(path)).catch(() => dirname(path))
  const entry = join(folder, basename(path))
  const target = await readlink(entry).catch(() => undefined)
  return target === undefined || links === 0
    ? entry
    : realPathOf(resolve(folder, target), links - 1)
}

/** The same, and the path as it is where the file system does not answer. */
export function realPathSoon(path: string): Promise<string> {
  return Promise.race([realPathOf(path), delay(MAX_WAIT_MS, path, { ref: false })])
}
