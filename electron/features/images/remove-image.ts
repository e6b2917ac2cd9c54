import { EngineError } from '#shared/errors.ts'
import type { ImageRemoval } from '#shared/contract/images.ts'
import {
  ACTION_DEADLINE_MS,
  blameUsers,
  describeUsers,
  during,
  engineLine,
  findUsers,
  imagePath,
  type Engine,
} from '../../engine/index.ts'
import { mustLeadTo } from './must-lead-to.ts'
import { toRemoval, toSummary, type RawImage, type RawRemoval } from './to-summary.ts'

interface Removal {
  /** A tag or digest: only that name goes, and the image with its last. An id: the image. */
  readonly id: string
  readonly force: boolean
  /** What the name led to when a person was asked. */
  readonly imageId?: string | undefined
}

/** Removes a name or an image; a refusal names the containers that use it. */
export async function removeImage(
  engine: Engine,
  { id, force, imageId }: Removal,
  signal: AbortSignal,
): Promise<ImageRemoval> {
  const image = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS }).getImage(imagePath(id))
  const deed = { verb: 'remove', kind: 'image' as const, name: engine.names.of(id) }
  if (imageId !== undefined) {
    await during(deed, engine.names, () => mustLeadTo(image, imageId))
  }
  try {
    const entries: readonly RawRemoval[] = await image.remove({ force })
    const removal = toRemoval(entries)
    if (imageId === undefined || removal.deleted.length > 0) return removal
    // The name is gone, whether or not the engine tells more.
    const stays = await whyNameless(engine, { name: id, imageId }, signal).catch(() => undefined)
    return stays ? { ...removal, stays: stays.toShape() } : removal
  } catch (cause) {
    const findUsed = async () => ({ imageId: (await image.inspect()).Id })
    throw await blameUsers(engine, cause, deed, findUsed, signal)
  }
}

interface LastName {
  readonly name: string
  readonly imageId: string
}

/**
 * Why an image is still there though it has lost this name, its last one: engines keep what is needed,
 * and say no word of it. Nothing where it is gone, or keeps another name.
 */
export async function whyNameless(
  engine: Engine,
  { name, imageId }: LastName,
  signal: AbortSignal,
): Promise<EngineError | undefined> {
  const image = engine.docker({ signal }).getImage(imagePath(imageId))
  const found = await image.inspect().catch(unlessGone)
  if (!found || tagsOf(found).length > 0) return undefined
  const users = await findUsers(engine, { imageId: found.Id }, signal)
  const isUsed = users.length > 0
  const why = isUsed ? describeUsers(users) : 'other images are built on it'
  return new EngineError({
    code: 'conflict',
    message: `Only the name "${engineLine(name)}" is gone, the image itself stays: ${why}`,
    hint: isUsed ? 'Remove what uses it, and then the image.' : 'Remove those images first.',
  })
}

/** The names of an image that was inspected. */
function tagsOf({ Id, RepoTags }: Pick<RawImage, 'Id' | 'RepoTags'>): readonly string[] {
  return toSummary({ Id, RepoTags }).tags
}

function unlessGone(cause: unknown): undefined {
  if (cause instanceof EngineError && cause.code === 'not-found') return undefined
  throw cause
}
