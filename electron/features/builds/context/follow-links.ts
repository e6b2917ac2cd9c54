import { lstat, readdir } from 'node:fs/promises'
import { posix } from 'node:path'
import { toText } from '../../files/index.ts'
import { targetOf } from './facts-of.ts'
import { toPattern } from './ignore-pattern.ts'
import { placeOf } from './place-of.ts'

/** Whoever asks for more is given all. */
const MAX_PATHS = 10_000

/** No system takes longer ones. */
const MAX_PATH_CHARS = 4096

/** As many as Linux follows: they may lead round in circles. */
const MAX_LINKS = 40

const WILDCARDS = /[*?[\\]/

/** A path that is asked for, and how many links have led to it. */
interface Step {
  readonly path: string
  readonly links: number
}

/**
 * The patterns that meet what these do, the links on the way there, and what they lead to, which is
 * never outside of the folder. Nothing where they are too many or too long.
 */
export async function followLinks(
  root: string,
  asked: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const found = new Set<string>()
  const steps: Step[] = asked.map((path) => ({ path: inRoot(path), links: 0 }))
  const seen = new Set<string>()
  for (let step = steps.pop(); step; step = steps.pop()) {
    const { path, links } = step
    if (seen.has(path)) continue
    if (seen.size === MAX_PATHS || path.length > MAX_PATH_CHARS) return undefined
    seen.add(path)
    signal.throwIfAborted()
    const { reached, targets } = await lookAlong(root, path)
    found.add(reached)
    if (links < MAX_LINKS) {
      steps.push(...targets.map((target) => ({ path: target, links: links + 1 })))
    }
  }
  return [...found]
}

/** From the folder's top, and never above it. */
function inRoot(path: string): string {
  return posix.join('/', path).replace(/^\/|\/$/g, '')
}

/** As far as the path leads without a link, and where those go on that come then. */
async function lookAlong(root: string, path: string) {
  const parts = path.split('/')
  for (const [at, part] of parts.entries()) {
    const folder = parts.slice(0, at).join('/')
    const links = await linksIn(root, folder, part)
    if (!links) break
    if (links.length === 0) continue
    const rest = parts.slice(at + 1)
    return {
      reached: parts.slice(0, at + 1).join('/'),
      targets: links.map((link) => {
        // One from the top is meant from the top of this folder.
        const from = link.startsWith('/') ? '/' : folder
        return inRoot(posix.join('/', from, link, ...rest))
      }),
    }
  }
  return { reached: path, targets: [] }
}

/** Where the links lead that are called so; nothing where what has this very name is not there. */
async function linksIn(
  root: string,
  folder: string,
  name: string,
): Promise<readonly string[] | undefined> {
  const isPattern = WILDCARDS.test(name)
  const names = isPattern ? await namesIn(root, folder, name) : [name]
  const links = await Promise.all(
    names.map((one) => linkAt(root, folder === '' ? one : `${folder}/${one}`)),
  )
  if (!isPattern && links[0] === 'gone') return undefined
  return links.flatMap((link) => (typeof link === 'object' ? [link.target] : []))
}

async function namesIn(root: string, folder: string, pattern: string): Promise<readonly string[]> {
  try {
    const { meets } = toPattern(pattern)
    const entries = await readdir(placeOf(root, folder), {
      encoding: 'buffer',
      withFileTypes: true,
    })
    return entries.flatMap((entry) => {
      const name = toText(entry.name)
      return entry.isSymbolicLink() && meets(name) ? [name] : []
    })
  } catch {
    // What is not there, may not be read or is no pattern is told of where it is needed.
    return []
  }
}

async function linkAt(
  root: string,
  path: string,
): Promise<{ readonly target: string } | 'no link' | 'gone'> {
  try {
    const place = placeOf(root, path)
    return (await lstat(place)).isSymbolicLink() ? { target: await targetOf(place) } : 'no link'
  } catch {
    return 'gone'
  }
}
