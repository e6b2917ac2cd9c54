import type { DiskTarget } from '#shared/contract/disk.ts'
import { EngineError } from '#shared/errors.ts'
import { engineLine, imagePath, type Engine } from '../../engine/index.ts'
import { removeImage, toSummary, type RawImage } from '../images/index.ts'

/**
 * Removes the names that an image was listed with, and the image with the last of them. One that has
 * got another name since stays under that, and one of its names that has moved on stays where it is.
 */
export async function removeListed(
  engine: Engine,
  { id, names: listed = [] }: DiskTarget,
  signal: AbortSignal,
): Promise<void> {
  const names = await namesOf(engine, id, signal)
  // By its id the engine would refuse one that has several names.
  const doomed = names.length === 0 ? [id] : names.filter((name) => listed.includes(name))
  for (const name of doomed) {
    const wish = { id: name, imageId: id, force: false }
    const { stays } = await removeImage(engine, wish, signal)
    if (stays) throw new EngineError(stays)
  }
  const left = await namesOf(engine, id, signal)
  if (left.length > 0) throw namedSince(left, doomed)
}

/** As they are now. Throws `not-found` once the image is gone. */
async function namesOf(engine: Engine, id: string, signal: AbortSignal) {
  const image = engine.docker({ signal }).getImage(imagePath(id))
  const { RepoTags }: Pick<RawImage, 'RepoTags'> = await image.inspect()
  return toSummary({ Id: id, RepoTags }).tags
}

function namedSince(left: readonly string[], gone: readonly string[]): EngineError {
  const names = left.map((name) => `"${engineLine(name)}"`).join(', ')
  const lost = gone.map((name) => `"${engineLine(name)}"`).join(', ')
  return new EngineError({
    code: 'refused',
    message: `It is called ${names} since it was listed, and stays under that`,
    hint: gone.length > 0 ? `It has lost the name ${lost}.` : 'It was left as it is.',
  })
}
