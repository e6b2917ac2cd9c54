import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { posix } from 'node:path'
import type { FileFacts, SyncedFolder, Wanted } from '../buildkit/index.ts'
import { dockerfileFolder } from './dockerfile-folder.ts'
import { explainRead } from './explain-read.ts'
import { createFacts } from './facts-of.ts'
import { followLinks } from './follow-links.ts'
import { createIgnoreRules, type IgnoreRules } from './ignore-rules.ts'
import { realPathIn } from './place-of.ts'
import { readContent } from './read-file.ts'
import { readRules } from './read-rules.ts'
import { walkContext } from './walk-context.ts'

/** What BuildKit may ask for of a folder that is built from. */
export interface OfferedContext {
  /** By the names that BuildKit has for them: `context`, and `dockerfile`. */
  readonly folders: ReadonlyMap<string, SyncedFolder>
  /** The Dockerfile's path inside. */
  readonly dockerfile: string
  /** The same for the same folder: BuildKit has what was sent of it before. */
  readonly sharedKey: string
  /** A path that was told of and is no UTF-8, or where it leads is none. Not each engine takes such. */
  readonly strayPath: string | undefined
}

/** Bytes that are no UTF-8. */
const STRAY = /[\udc80-\udcff]/u

/**
 * Offers a folder to BuildKit. Throws `not-found` where the Dockerfile is not there, and says which file
 * cannot be read.
 */
export async function offerContext(root: string, dockerfile: string): Promise<OfferedContext> {
  // Engines are told of the file that a link leads to, as docker tells them.
  const real = await realPathIn(root, dockerfile)
  const { rules } = await readRules(root, { dockerfile: real, builder: 'buildkit' })
  let strayPath: string | undefined
  const onTold = (paths: readonly FileFacts[]) => {
    strayPath ??= paths.find(
      ({ path, target = '' }) => STRAY.test(path) || STRAY.test(target),
    )?.path
  }
  const folders = new Map([
    ['context', contextFolder(root, rules, onTold)],
    ['dockerfile', dockerfileFolder(root, real)],
  ])
  return {
    folders,
    dockerfile: real,
    sharedKey: await keyOf(root),
    get strayPath() {
      return strayPath
    },
  }
}

/** Of a folder of this machine and no other; it tells nobody where that is. */
async function keyOf(root: string): Promise<string> {
  const { ino } = await stat(root).catch((cause: unknown) => {
    throw explainRead(root, cause)
  })
  return createHash('sha256').update(`${hostname()}\0${root}\0${ino}`).digest('hex')
}

function contextFolder(
  root: string,
  rules: IgnoreRules,
  onTold: (facts: readonly FileFacts[]) => void,
): SyncedFolder {
  return {
    async *list(wanted, signal) {
      const factsOf = createFacts(root)
      const walk = walkContext(root, {
        rules: [rules, ...(await rulesOf(root, wanted, signal))],
        signal,
      })
      for await (const batch of walk) {
        const facts = await factsOf(batch)
        onTold(facts)
        yield facts
      }
    },
    read: (path) => readContent(root, path),
  }
}

/** What is not asked for is left out as by an ignore file, so that it is not even looked at. */
async function rulesOf(
  root: string,
  { patterns, followed }: Wanted,
  signal: AbortSignal,
): Promise<readonly IgnoreRules[]> {
  if (!patterns && !followed) return []
  const met = followed ? await followLinks(root, followed, signal) : []
  const asked = [...(patterns ?? []), ...(met ?? [''])].map(plainPath)
  // The folder itself is all of it.
  if (asked.includes('')) return []
  try {
    return [createIgnoreRules(['**', ...asked.map((path) => `!${path}`)], 'buildkit')]
  } catch {
    // Which of them is no pattern BuildKit says itself.
    return []
  }
}

function plainPath(path: string): string {
  return posix.join('/', path).replaceAll(/^\/|\/$/g, '')
}
