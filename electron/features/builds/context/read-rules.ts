import { join } from 'node:path'
import type { BuilderKind } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import { patternsIn } from './ignore-pattern.ts'
import { createIgnoreRules, type IgnoreRules } from './ignore-rules.ts'
import { readSmallFile } from './read-small-file.ts'

/** What of a folder is not sent, and the file that says so. */
export interface FoundRules {
  readonly rules: IgnoreRules
  /** A path inside the folder; absent where there is none. */
  readonly ignoreFile?: string
}

/** One with more was not written by a person. */
const MAX_BYTES = 1024 * 1024

/**
 * The ignore file that this builder's own client would read. BuildKit asks for the Dockerfile apart;
 * others find it only in what is sent.
 */
export async function readRules(
  root: string,
  { dockerfile, builder }: { readonly dockerfile: string; readonly builder: BuilderKind },
): Promise<FoundRules> {
  for (const ignoreFile of candidates(dockerfile, builder)) {
    const text = await readIfThere(root, ignoreFile)
    if (text === undefined) continue
    const patterns = patternsIn(text, process.platform === 'win32')
    const always = builder === 'buildkit' ? [] : [dockerfile, ignoreFile]
    const lines = [...patterns, ...always.map((path) => `!${asItStands(path)}`)]
    return { ignoreFile, rules: createIgnoreRules(patterns.length === 0 ? [] : lines, builder) }
  }
  return { rules: createIgnoreRules([], builder) }
}

/** The first that is there is the one. */
function candidates(dockerfile: string, builder: BuilderKind): readonly string[] {
  switch (builder) {
    case 'buildkit':
      return [`${dockerfile}.dockerignore`, '.dockerignore']
    case 'classic':
      return ['.dockerignore']
    case 'buildah':
      return [
        `${dockerfile}.containerignore`,
        `${dockerfile}.dockerignore`,
        '.containerignore',
        '.dockerignore',
      ]
    default:
      return builder satisfies never
  }
}

/** A name as a pattern that means it alone. */
function asItStands(path: string): string {
  return path.replaceAll(/[*?[\\]/g, '\\$&')
}

async function readIfThere(root: string, path: string): Promise<string | undefined> {
  try {
    return (await readSmallFile(join(root, path), MAX_BYTES, path)).toString()
  } catch (cause) {
    if (cause instanceof EngineError && cause.code === 'not-found') return undefined
    throw cause
  }
}
