import { useMemo, useState } from 'react'
import { afterGoing, treeRows, withFolded, withOpened, type OpenFolders } from '#features/files'
import type { LayerFile } from '#shared/contract/image-layers.ts'
import { layerFolders } from './layer-folders.ts'

const NO_FOLDERS: OpenFolders = { opened: new Set(), folded: new Set() }
const NO_CHANGES: ReadonlyMap<string, never[]> = new Map()

/** The tree of the folders of a layer, where there is room for one, and the folder that is chosen. */
export function useLayerTree(files: readonly LayerFile[], hasTree: boolean) {
  const [chosen, setChosen] = useState('/')
  const [folders, setFolders] = useState(NO_FOLDERS)
  const known = useMemo(() => layerFolders(hasTree ? files : []), [files, hasTree])
  // Another layer may have no such folder.
  const folder = known.has(chosen) ? chosen : '/'
  const rows = useMemo(
    () => treeRows({ known, folders, shown: folder, changes: NO_CHANGES }),
    [known, folders, folder],
  )
  return {
    rows,
    folder,
    go(path: string) {
      const drawn = rows.flatMap((row) =>
        row.kind === 'folder' && row.isOpen === true ? [row.path] : [],
      )
      setFolders((before) => afterGoing(before, drawn))
      setChosen(path)
    },
    open: (path: string) => setFolders((before) => withOpened(before, path)),
    fold: (path: string) => setFolders((before) => withFolded(before, path)),
  }
}
