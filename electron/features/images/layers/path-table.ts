import { parentOf } from '#shared/posix-path.ts'
import { growingNumbers } from './growing-numbers.ts'

/** Every path of an image once, with a number; the root is 0. */
export interface PathTable {
  readonly size: number
  /** Its number; it is made, with those of the folders above it. Nothing where there is no more room. */
  readonly add: (path: string) => number | undefined
  readonly find: (path: string) => number | undefined
  readonly pathOf: (id: number) => string
  /** It and all that is below it. */
  readonly tree: (id: number) => Generator<number, void>
  /** What lies right in it. */
  readonly children: (id: number) => Generator<number, void>
}

const NONE = -1

/** An empty one, with room for so many. */
export function createPathTable(max: number): PathTable {
  const paths = ['/']
  const ids = new Map([['/', 0]])
  const firstChild = growingNumbers(Int32Array)
  const nextSibling = growingNumbers(Int32Array)
  firstChild.push(NONE)
  nextSibling.push(NONE)

  /** Those above a path that are not known yet, it included; the highest last. */
  function unknown(path: string): readonly string[] {
    const found: string[] = []
    for (let at = path; !ids.has(at); at = parentOf(at)) found.push(at)
    return found
  }

  function make(path: string): number {
    const id = paths.length
    const parent = ids.get(parentOf(path)) ?? 0
    paths.push(path)
    ids.set(path, id)
    firstChild.push(NONE)
    nextSibling.push(firstChild.at(parent))
    firstChild.set(parent, id)
    return id
  }

  function* children(id: number) {
    for (let at = firstChild.at(id); at !== NONE; at = nextSibling.at(at)) yield at
  }

  return {
    get size() {
      return paths.length
    },
    add(path) {
      const known = ids.get(path)
      if (known !== undefined) return known
      const missing = unknown(path)
      if (paths.length + missing.length > max) return undefined
      let id = 0
      for (const one of missing.toReversed()) id = make(one)
      return id
    },
    find: (path) => ids.get(path),
    pathOf: (id) => paths[id] ?? '/',
    // No recursion: a hostile archive may be as deep as it likes.
    *tree(id) {
      const waiting = [id]
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
        yield at
        for (const child of children(at)) waiting.push(child)
      }
    },
    children,
  }
}
