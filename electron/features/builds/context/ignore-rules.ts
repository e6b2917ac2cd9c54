import type { BuilderKind } from '#shared/contract/builds.ts'
import { toPattern, type IgnorePattern } from './ignore-pattern.ts'

/** What the rules say of a path; what is inside it is judged by it. */
export interface Verdict {
  readonly isIgnored: boolean
  /** Pattern by pattern, whether it or a folder above it was met. */
  readonly met: readonly boolean[]
}

/** An ignore file as it is obeyed. */
export interface IgnoreRules {
  /** `folder`: the verdict on the folder that it is in; absent at the top. */
  readonly judge: (path: string, folder?: Verdict) => Verdict
  /** Whether something in an ignored folder may be sent all the same. */
  readonly mayHoldExceptions: (folder: string) => boolean
}

const SENT: Verdict = { isIgnored: false, met: [] }

/**
 * The last pattern that meets a path, or a folder that it is in, decides. BuildKit and Podman look for
 * exceptions with wildcards in ignored folders; the docker CLI does not, where it packs for the builder
 * of before.
 */
export function createIgnoreRules(lines: readonly string[], builder: BuilderKind): IgnoreRules {
  const patterns = lines.map(toPattern)
  const exceptions = patterns.filter(({ isException }) => isException)
  const leadsTo = builder === 'classic' ? leadsToLiterally : mayLeadTo
  return {
    judge: (path, folder) => (patterns.length === 0 ? SENT : judge(patterns, path, folder)),
    mayHoldExceptions: (folder) => exceptions.some(({ path }) => leadsTo(folder, path)),
  }
}

function judge(patterns: readonly IgnorePattern[], path: string, folder?: Verdict): Verdict {
  let isIgnored = false
  const met = patterns.map((pattern, at) => {
    // One that would change nothing is not asked, and so holds for nothing that is inside either.
    const isMet =
      folder?.met[at] === true || (pattern.isException === isIgnored && pattern.meets(path))
    if (isMet) isIgnored = !pattern.isException
    return isMet
  })
  return { isIgnored, met }
}

/** As text: a wildcard stands for itself. */
function leadsToLiterally(folder: string, exception: string): boolean {
  return `${exception}/`.startsWith(`${folder}/`)
}

const WILDCARDS = /[*?[\\^]/

/** What may meet more than one name; what is in a class may be a slash. */
const MEETS_SLASHES = /\*\*|\[/

function mayLeadTo(folder: string, exception: string): boolean {
  const parts = exception.split('/')
  const wild = parts.findIndex((part) => WILDCARDS.test(part))
  if (wild === -1) return leadsToLiterally(folder, exception)
  const names = folder.split('/')
  if (names.length >= parts.length && !MEETS_SLASHES.test(exception)) return false
  const plain = parts.slice(0, wild)
  return names.every((name, at) => at >= plain.length || name === plain[at])
}
