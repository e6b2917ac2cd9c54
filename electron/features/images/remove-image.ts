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
import { mustBeAsListed, type Removal } from './must-be-as-listed.ts'
import { digestsOf, tagsOf, toRemoval, type RawRemoval } from './to-summary.ts'

/** Removes a name or an image; a refusal names the containers that use it. */
export async function removeImage(
  engine: Engine,
  removal: Removal,
  signal: AbortSignal,
): Promise<ImageRemoval> {
  const { id, force, imageId } = removal
  const image = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS }).getImage(imagePath(id))
  const deed = { verb: 'remove', kind: 'image' as const, name: engine.names.of(id) }
  await during(deed, engine.names, () => mustBeAsListed(engine, removal, signal))
  try {
    const entries: readonly RawRemoval[] = await image.remove({ force })
    const done = toRemoval(entries)
    if (imageId === undefined || done.deleted.length > 0) return done
    // The name is gone, whether or not the engine tells more.
    const stays = await whyNameless(engine, { name: id, imageId }, signal).catch(() => undefined)
    return stays ? { ...done, stays: stays.toShape() } : done
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
  const { why, hint } = whyKept(users, digestsOf(found))
  return new EngineError({
    code: 'conflict',
    message: `Only the name "${engineLine(name)}" is gone, the image itself stays: ${why}`,
    hint,
  })
}

function whyKept(users: readonly string[], [digest]: readonly string[]) {
  if (users.length > 0) {
    return { why: describeUsers(users), hint: 'Remove what uses it, and then the image.' }
  }
  if (digest === undefined) {
    const hint = 'Images may be built on it: remove those first.'
    return { why: 'the engine keeps it, and does not say why', hint }
  }
  const hint = 'It is listed without a name now, and can be removed there.'
  return { why: `it has the digest "${engineLine(digest)}" as well`, hint }
}

function unlessGone(cause: unknown): undefined {
  if (cause instanceof EngineError && cause.code === 'not-found') return undefined
  throw cause
}
