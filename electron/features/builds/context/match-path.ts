/** A part of a pattern; a path meets it if its parts follow one another from end to end. */
export type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  /** One character: any but a slash, or one that is chosen. */
  | { readonly kind: 'one'; readonly meets: (character: string) => boolean }
  /** Any characters of one name, also none. */
  | { readonly kind: 'name' }
  /** Any number of folders, also none. */
  | { readonly kind: 'folders' }
  /** Anything at all. */
  | { readonly kind: 'rest' }

/**
 * Whether a path has all parts. Goes on from all the places at once where a part may end, so that no
 * pattern takes longer than its length times that of the path: ignore files come from strangers.
 */
export function matchPath(parts: readonly PatternPart[]): (path: string) => boolean {
  const [head, tail] = [textOf(parts.at(0)), textOf(parts.at(-1))]
  const least = parts.reduce((sum, part) => sum + leastOf(part), 0)
  return (path) => {
    // Nearly all paths are told apart by this alone.
    const mayMeet = path.length >= least && path.startsWith(head) && path.endsWith(tail)
    return mayMeet && meets(parts, path)
  }
}

function textOf(part: PatternPart | undefined): string {
  return part?.kind === 'text' ? part.text : ''
}

function leastOf(part: PatternPart): number {
  if (part.kind === 'text') return part.text.length
  return part.kind === 'one' ? 1 : 0
}

function meets(parts: readonly PatternPart[], path: string): boolean {
  let places: readonly number[] = [0]
  for (const part of parts) {
    places = placesAfter(part, path, places)
    if (places.length === 0) return false
  }
  return places.at(-1) === path.length
}

/** Where the part may end, of those where it may begin; each once, in order. */
function placesAfter(
  part: PatternPart,
  path: string,
  places: readonly number[],
): readonly number[] {
  switch (part.kind) {
    case 'text':
      return places
        .filter((at) => path.startsWith(part.text, at))
        .map((at) => at + part.text.length)
    case 'one':
      return places
        .filter((at) => at < path.length && part.meets(characterAt(path, at)))
        .map((at) => at + characterAt(path, at).length)
    case 'name':
      return placesUpTo('/', path, places)
    case 'rest':
      return placesUpTo('\n', path, places)
    case 'folders':
      return placesInFolders(path, places)
    default:
      return part satisfies never
  }
}

/** All places from these on to the next such character. */
function placesUpTo(end: string, path: string, places: readonly number[]): readonly number[] {
  const reached: number[] = []
  let next = 0
  for (const from of places) {
    if (from < next) continue
    let at = from
    for (; at < path.length && path[at] !== end; at += widthAt(path, at)) reached.push(at)
    reached.push(at)
    next = at + 1
  }
  return reached
}

/** These places, and all behind a slash from there on. */
function placesInFolders(path: string, places: readonly number[]): readonly number[] {
  const known = new Set(places)
  const reached = placesUpTo('\n', path, places)
  return reached.filter(
    (at, on) => known.has(at) || (path[at - 1] === '/' && reached[on - 1] === at - 1),
  )
}

/** Characters beyond the first 65,536 are two units wide. */
function widthAt(path: string, at: number): number {
  return (path.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

function characterAt(path: string, at: number): string {
  return path.slice(at, at + widthAt(path, at))
}
