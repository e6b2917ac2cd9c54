import { useEffect, useState } from 'react'
import type { LayerAnalysis } from '#shared/contract/image-layers.ts'
import type { EngineError } from '#shared/errors.ts'
import { engine } from '../../../ipc/client.ts'

/** An image whose layers are looked at. */
export interface LayersTarget {
  readonly connection: string
  /** The image's own id, which is another one for another content. */
  readonly imageId: string
  /** As the list has it, in bytes. */
  readonly sizeBytes: number
}

export type LayersState =
  | { readonly kind: 'reading'; readonly bytes: number }
  | { readonly kind: 'done'; readonly analysis: LayerAnalysis }
  | { readonly kind: 'failed'; readonly error: EngineError }

interface Kept {
  readonly of: string
  readonly state: LayersState
}

const BEGUN: LayersState = { kind: 'reading', bytes: 0 }

/** Whoever goes through a list with this tab open does not have each image sent. */
const REST_MS = 400

/** When the layers of another image were left, in milliseconds since the page began. */
let leftAt = -REST_MS

/** The layers of an image, read while somebody looks and `isWanted`. */
export function useLayers({ connection, imageId }: LayersTarget, isWanted: boolean) {
  const [turn, setTurn] = useState(0)
  const of = JSON.stringify([connection, imageId, turn])
  const [kept, setKept] = useState<Kept>()
  useEffect(() => {
    if (!isWanted) return undefined
    let close = () => {}
    const show = (state: LayersState) => setKept({ of, state })
    const begin = () => {
      close = engine.images.layers(
        { connection, id: imageId },
        {
          onValue: show,
          onEnd: (error) => error && show({ kind: 'failed', error }),
        },
      )
    }
    const isPassing = performance.now() - leftAt < REST_MS
    const clock = setTimeout(begin, isPassing ? REST_MS : 0)
    return () => {
      leftAt = performance.now()
      clearTimeout(clock)
      close()
    }
  }, [connection, imageId, isWanted, of])
  return {
    state: kept?.of === of ? kept.state : BEGUN,
    retry: () => setTurn(turn + 1),
  }
}
