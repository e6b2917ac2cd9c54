/** As Linux has it; a longer one names nothing that could be opened. */
const MAX_PATH_CHARS = 4096

const WHITEOUT = '.wh.'
/** Before what the storage of an engine keeps for itself. */
const OF_STORAGE = '.wh..wh.'
const OPAQUE = '.wh..wh..opq'

/** What an entry of a layer's archive means for the files of the image. */
export type Meaning =
  | { readonly kind: 'there'; readonly path: string }
  | { readonly kind: 'removed'; readonly path: string }
  /** All that was in the folder is gone. */
  | { readonly kind: 'emptied'; readonly path: string }
  /** Nothing: the engine's own mark, or a name that no file of an image can have. */
  | { readonly kind: 'nothing' }

const NOTHING: Meaning = { kind: 'nothing' }

/** Reads the name of an entry: the deletions of a layer are entries with a name of their own. */
export function meaningOf(name: string): Meaning {
  const path = layerPath(name)
  if (path === undefined) return NOTHING
  const slash = path.lastIndexOf('/')
  const [folder, last] = [path.slice(0, slash) || '/', path.slice(slash + 1)]
  if (last === OPAQUE) return { kind: 'emptied', path: folder }
  if (last.startsWith(OF_STORAGE)) return NOTHING
  if (!last.startsWith(WHITEOUT)) return { kind: 'there', path }
  const removed = last.slice(WHITEOUT.length)
  // The whiteout of a name that leads elsewhere deletes nothing.
  if (removed === '' || removed === '.' || removed === '..') return NOTHING
  return { kind: 'removed', path: `${path.slice(0, slash)}/${removed}` }
}

/** Absolute and plain; nothing where it would lead out, or could not be. */
export function layerPath(name: string): string | undefined {
  if (name.length > MAX_PATH_CHARS || name.includes('\0')) return undefined
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  return parts.includes('..') ? undefined : `/${parts.join('/')}`
}
