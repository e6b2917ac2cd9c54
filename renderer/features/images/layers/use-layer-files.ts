import { useEffect, useState } from 'react'
import type { LayerFile } from '#shared/contract/image-layers.ts'
import type { EngineError } from '#shared/errors.ts'
import { engine } from '../../../ipc/client.ts'
import type { LayersTarget } from './use-layers.ts'

export type FilesExtent = 'changed' | 'all'

export interface LayerFilesState {
  readonly files: readonly LayerFile[]
  /** Those that are not told included; not known before the end. */
  readonly total?: number
  readonly error?: EngineError
}

interface Kept extends LayerFilesState {
  readonly of: string
}

const BEGUN: LayerFilesState = { files: [] }

/** The files of a layer, shown once all are told. */
export function useLayerFiles(
  { connection, imageId }: LayersTarget,
  layer: number,
  extent: FilesExtent,
) {
  const [turn, setTurn] = useState(0)
  const of = JSON.stringify([connection, imageId, layer, extent, turn])
  const [kept, setKept] = useState<Kept>()
  useEffect(() => {
    const files: LayerFile[] = []
    return engine.images.layerFiles(
      { connection, id: imageId, layer, extent },
      {
        onValue(part) {
          if (part.kind === 'files') for (const file of part.files) files.push(file)
          else setKept({ of, files, total: part.total })
        },
        onEnd: (error) => error && setKept({ of, files: [], error }),
      },
    )
  }, [connection, imageId, layer, extent, of])
  return { state: kept?.of === of ? kept : BEGUN, retry: () => setTurn(turn + 1) }
}
