import type { ImageRemoval } from '#shared/contract/images.ts'
import { ACTION_DEADLINE_MS, blameUsers, imagePath, type Engine } from '../../engine/index.ts'
import { toRemoval, type RawRemoval } from './to-summary.ts'

interface Removal {
  /** A tag or digest: only that name goes, and the image with its last. An id: the image. */
  readonly id: string
  readonly force: boolean
}

/** Removes a name or an image; a refusal names the containers that use it. */
export async function removeImage(
  engine: Engine,
  { id, force }: Removal,
  signal: AbortSignal,
): Promise<ImageRemoval> {
  const image = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS }).getImage(imagePath(id))
  const deed = { verb: 'remove', kind: 'image' as const, name: engine.names.of(id) }
  try {
    const entries: readonly RawRemoval[] = await image.remove({ force })
    return toRemoval(entries)
  } catch (cause) {
    const findUsed = async () => ({ imageId: (await image.inspect()).Id })
    throw await blameUsers(engine, cause, deed, findUsed, signal)
  }
}
