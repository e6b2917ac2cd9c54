import type { ImageLayer, LayerAnalysis } from '#shared/contract/image-layers.ts'
import { instructionOf } from './instruction.ts'

/** A step of how an image was made: one that made a layer, or one that says something of the image. */
export interface LayerRow {
  readonly id: string
  /** Its place, from 0: the lowest. */
  readonly place: number
  readonly instruction: string
  readonly layer?: ImageLayer
  /** Bytes of it and all below it. */
  readonly cumulative: number
  /** Of the largest layer. */
  readonly share: number
}

/** The steps, the lowest first. */
export function layerRows({ layers, steps }: LayerAnalysis): readonly LayerRow[] {
  const most = Math.max(1, ...layers.map(({ sizeBytes }) => sizeBytes))
  let cumulative = 0
  return steps.map((step, place): LayerRow => {
    const layer = typeof step === 'number' ? layers[step - 1] : undefined
    cumulative += layer?.sizeBytes ?? 0
    const createdBy = typeof step === 'number' ? layer?.createdBy : step.createdBy
    return {
      id: layer ? layerId(layer.number) : `step ${place}`,
      place,
      instruction: instructionOf(createdBy ?? ''),
      ...(layer && { layer }),
      cumulative,
      share: (layer?.sizeBytes ?? 0) / most,
    }
  })
}

export const layerId = (number: number) => `layer ${number}`

/** `Wasted 11.4 MB (6%)` in numbers: a part of all that is stored. */
export function wastedPercent({ wastedBytes, sizeBytes }: LayerAnalysis): number {
  return sizeBytes === 0 ? 0 : Math.round((wastedBytes / sizeBytes) * 100)
}
