import type { TreeListing } from '#features/files'
import type { LayerFile } from '#shared/contract/image-layers.ts'
import { nameOf, parentOf } from '#shared/posix-path.ts'

type Path = Pick<LayerFile, 'path' | 'kind'>

/** The folders in which files of a layer are, each with the folders in it. */
export function layerFolders(files: readonly Path[]): ReadonlyMap<string, TreeListing> {
  const inside = new Map<string, Map<string, { kind: 'folder'; name: string }>>([['/', new Map()]])
  const add = (path: string) => {
    let below: string | undefined
    for (let at = path; ; at = parentOf(at)) {
      const known = inside.get(at)
      const entries = known ?? new Map<string, { kind: 'folder'; name: string }>()
      if (below !== undefined) entries.set(below, { kind: 'folder', name: below })
      if (known) return
      inside.set(at, entries)
      below = nameOf(at)
    }
  }
  for (const { path, kind } of files) add(kind === 'folder' ? path : parentOf(path))
  return new Map([...inside].map(([path, entries]) => [path, { ...WHOLE, entries }]))
}

const WHOLE = {
  bytes: 0,
  isReading: false,
  isStopped: false,
  end: { extent: 'whole' },
} as const

/** Whether a file lies in a folder, however deep. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '/' || path.startsWith(`${folder}/`)
}
