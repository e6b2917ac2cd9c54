import { create } from 'zustand'
import type { FilesTarget } from './files-place.ts'

/** Which folders of a tree stand open. */
export interface OpenFolders {
  /** By hand: they are read, and stay open wherever one goes. */
  readonly opened: ReadonlySet<string>
  /** By hand, though they lead to the folder that is shown; until one goes to another. */
  readonly folded: ReadonlySet<string>
}

interface OpenFoldersStore {
  /** Of every tree, in pixels. */
  readonly width: number
  readonly trees: Readonly<Record<string, OpenFolders>>
  change(target: FilesTarget, how: (folders: OpenFolders) => OpenFolders): void
}

/** Room for names of twenty letters, three folders deep. */
const USUAL_WIDTH_PX = 232

/** Those of all containers, and how wide their trees are, for as long as the window is open. */
export const useOpenFolders = create<OpenFoldersStore>((set) => ({
  width: USUAL_WIDTH_PX,
  trees: {},
  change: (target, how) =>
    set(({ trees }) => {
      const key = keyOf(target)
      return { trees: { ...trees, [key]: how(trees[key] ?? NONE) } }
    }),
}))

/** Those of one container. */
export function useOpenFoldersOf(target: FilesTarget): OpenFolders {
  return useOpenFolders(({ trees }) => trees[keyOf(target)] ?? NONE)
}

const keyOf = ({ connection, id }: FilesTarget) => `${connection} ${id}`

const NONE: OpenFolders = { opened: new Set(), folded: new Set() }

/** Whether one comes through it on the way to the folder that is shown. The root is always on the way. */
function isOnTheWay(path: string, shown: string): boolean {
  return path === '/' || shown.startsWith(`${path}/`)
}

/** Whether what is in it is drawn. */
export function isOpen({ opened, folded }: OpenFolders, path: string, shown: string): boolean {
  return !folded.has(path) && (opened.has(path) || isOnTheWay(path, shown))
}

/** The same with one of them opened by hand. */
export function withOpened({ opened, folded }: OpenFolders, path: string): OpenFolders {
  return { opened: new Set([...opened, path]), folded: without(folded, path) }
}

/** The same with one of them closed by hand. */
export function withFolded({ opened, folded }: OpenFolders, path: string): OpenFolders {
  return { opened: without(opened, path), folded: new Set([...folded, path]) }
}

/**
 * The same once one has gone elsewhere. `kept` stay open: under the pointer that chose a folder of the
 * tree, no row is to move.
 */
export function afterGoing({ opened }: OpenFolders, kept: Iterable<string>): OpenFolders {
  return { opened: new Set([...opened, ...kept]), folded: new Set() }
}

function without(paths: ReadonlySet<string>, path: string): ReadonlySet<string> {
  return new Set([...paths].filter((other) => other !== path))
}
