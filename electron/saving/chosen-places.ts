import { randomUUID } from 'node:crypto'
import { EngineError } from '#shared/errors.ts'

interface Chosen {
  /** A `source`, or several, is read and never written. */
  readonly kind: 'file' | 'folder' | 'source'
  /** Of a folder: what was put into it, once it is there. */
  path: string
  /** All that the word stands for. */
  readonly paths: readonly string[]
  state: 'chosen' | 'writing' | 'saved'
}

/**
 * Files and folders that a person chose in the system's own dialog. The window knows each by a word of
 * ours, and can have it written once, or read: it never says where.
 */
export interface ChosenPlaces {
  add(path: string, kind?: Chosen['kind']): string
  /** The same of several that are read, under one word. */
  addSources(paths: readonly string[]): string
  /** Has it written: `write` is told where, and answers with what is there to be shown. */
  write<Saved extends { readonly path: string }>(
    word: string,
    kind: Chosen['kind'],
    write: (path: string) => Promise<Saved>,
  ): Promise<Saved>
  /** Where what was chosen to be read is; the first of several. */
  source(word: string): string
  sources(word: string): readonly string[]
  /** Where what was written is. */
  saved(word: string): string
  /** Resolves once nothing is written any more, and nothing half is left. */
  settled(): Promise<void>
}

/** More than anybody has open: the oldest are forgotten. */
const MAX_CHOSEN = 100

/** Nothing has been chosen yet. */
export function createChosenPlaces(): ChosenPlaces {
  const places = new Map<string, Chosen>()
  const underWay = new Set<Promise<unknown>>()

  function find(word: string, state: Chosen['state']): Chosen {
    const chosen = places.get(word)
    if (chosen?.state === state) return chosen
    throw new EngineError({ code: 'invalid-input', message: 'Nobody chose this place' })
  }

  function keep(kind: Chosen['kind'], paths: readonly string[]): string {
    const word = randomUUID()
    places.set(word, { kind, path: paths[0] ?? '', paths, state: 'chosen' })
    for (const oldest of places.keys()) {
      if (places.size <= MAX_CHOSEN) break
      places.delete(oldest)
    }
    return word
  }

  function findSource(word: string): Chosen {
    const found = find(word, 'chosen')
    if (found.kind === 'source') return found
    throw new EngineError({ code: 'invalid-input', message: 'It is nothing to be read' })
  }

  return {
    add: (path, kind = 'file') => keep(kind, [path]),
    addSources: (paths) => keep('source', paths),
    async write(word, kind, write) {
      const chosen = find(word, 'chosen')
      if (chosen.kind !== kind)
        throw new EngineError({ code: 'invalid-input', message: `It is no ${kind}` })
      chosen.state = 'writing'
      const writing = write(chosen.path)
      underWay.add(writing)
      try {
        const saved = await writing
        chosen.path = saved.path
        chosen.state = 'saved'
        return saved
      } catch (cause) {
        // Nothing is there: it may be tried again.
        chosen.state = 'chosen'
        throw cause
      } finally {
        underWay.delete(writing)
      }
    },
    source: (word) => findSource(word).path,
    sources: (word) => findSource(word).paths,
    saved: (word) => find(word, 'saved').path,
    async settled() {
      await Promise.allSettled(underWay)
    },
  }
}
