import { randomUUID } from 'node:crypto'
import type { BuildSource } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import { openSource } from './open-source.ts'

/** What is built from. */
export interface OpenedSource {
  readonly kind: 'folder' | 'archive'
  /** Its real place. */
  readonly path: string
}

/** The sources that are open in the app, each under its word. */
export interface Sources {
  /** Throws `not-found`, and where nothing can be built from it. */
  open(path: string): Promise<BuildSource>
  /** Throws `not-found`. */
  get(word: string): OpenedSource
}

/** More than anybody has open: the oldest are forgotten. */
const MAX_OPEN = 100

/** None is open yet. */
export function createSources(): Sources {
  const sources = new Map<string, OpenedSource>()
  return {
    async open(path) {
      const { dockerfiles, ...source } = await openSource(path)
      const word = randomUUID()
      sources.set(word, source)
      for (const oldest of sources.keys()) {
        if (sources.size <= MAX_OPEN) break
        sources.delete(oldest)
      }
      return { source: word, dockerfiles, ...source }
    },
    get(word) {
      const source = sources.get(word)
      if (source) return source
      throw new EngineError({
        code: 'not-found',
        message: 'This folder is no longer open',
        hint: 'Choose it again.',
      })
    },
  }
}
