import type { HistoryStep } from '#shared/contract/image-layers.ts'
import { imagePath, type Engine } from '../../../engine/index.ts'

/** One entry of `/images/{name}/history`; what an engine leaves out is not there. */
interface RawStep {
  readonly CreatedBy?: string | null
  readonly Created?: number | null
  readonly Comment?: string | null
  readonly Size?: number | null
  readonly Tags?: readonly string[] | null
}

const MS_PER_S = 1000

/** How the image was made, as the engine tells it: the newest step first. */
export async function readHistory(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<readonly HistoryStep[]> {
  const steps: readonly RawStep[] = await engine
    .docker({ signal })
    .getImage(imagePath(id))
    .history()
  return steps.map(toStep)
}

function toStep(raw: RawStep): HistoryStep {
  return {
    createdBy: raw.CreatedBy ?? '',
    createdAt: (raw.Created ?? 0) * MS_PER_S,
    comment: raw.Comment ?? '',
    sizeBytes: raw.Size ?? 0,
    tags: raw.Tags ?? [],
  }
}
