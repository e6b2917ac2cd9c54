import type { DiskTarget } from '#shared/contract/disk.ts'
import { EngineError } from '#shared/errors.ts'
import {
  describeUsers,
  during,
  engineLine,
  findUsers,
  imagePath,
  type Engine,
} from '../../engine/index.ts'
import { removeImage, tagsOf } from '../images/index.ts'

/**
 * Removes the names that an image was listed with, and the image with them. One that has got another
 * name since stays under that, and one of its names that has moved on stays where it is.
 */
export async function removeListed(
  engine: Engine,
  { id, names: listed = [] }: DiskTarget,
  signal: AbortSignal,
): Promise<void> {
  const names = await namesOf(engine, id, signal)
  const doomed = names.filter((name) => listed.includes(name))
  try {
    // The engine would let all names go but the last, and that too where a digest is left.
    if (doomed.length > 0) await mustBeFree(engine, id, signal)
    for (const name of doomed) {
      await removeImage(engine, { id: name, imageId: id, force: false }, signal).catch(unlessGone)
    }
    // It went with its last name, unless something keeps it: by its id, the engine says what.
    await removeImage(engine, { id, imageId: id, force: false }, signal)
  } catch (cause) {
    throw await withLostNames(cause, listed, () => namesOf(engine, id, signal))
  }
}

/** As they are now. Throws `not-found` once the image is gone. */
async function namesOf(engine: Engine, id: string, signal: AbortSignal) {
  const image = await engine.docker({ signal }).getImage(imagePath(id)).inspect()
  return tagsOf(image)
}

function mustBeFree(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const deed = { verb: 'remove', kind: 'image' as const, name: engine.names.of(id) }
  return during(deed, engine.names, async () => {
    const users = await findUsers(engine, { imageId: id }, signal)
    if (users.length === 0) return
    const hint = 'Remove what uses it, and then the image.'
    throw new EngineError({ code: 'conflict', message: describeUsers(users), hint })
  })
}

/** The reason why it stays, and which of its names it stays without. */
async function withLostNames(
  cause: unknown,
  listed: readonly string[],
  findNames: () => Promise<readonly string[]>,
): Promise<unknown> {
  if (!(cause instanceof EngineError) || cause.code === 'not-found') return cause
  const left = await findNames().catch(() => listed)
  const lost = listed.filter((name) => !left.includes(name)).map((name) => `"${engineLine(name)}"`)
  if (lost.length === 0) return cause
  const shape = cause.toShape()
  const words = `It has lost the ${lost.length === 1 ? 'name' : 'names'} ${lost.join(', ')}.`
  return new EngineError({ ...shape, hint: [shape.hint, words].filter(Boolean).join(' ') })
}

function unlessGone(cause: unknown): void {
  if (!(cause instanceof EngineError) || cause.code !== 'not-found') throw cause
}
