import { EngineError } from '#shared/errors.ts'
import { bareId } from '#shared/object-id.ts'
import {
  ACTION_DEADLINE_MS,
  describeUsers,
  engineLine,
  imagePath,
  listUsers,
  type Engine,
} from '../../engine/index.ts'
import { mustLeadTo } from './must-lead-to.ts'
import { tagsOf } from './to-summary.ts'

/** What is to go, and what a person was shown of it. */
export interface Removal {
  /** A tag or digest: only that name goes, and the image with its last. An id: the image. */
  readonly id: string
  readonly force: boolean
  /** What the name led to when a person was asked. */
  readonly imageId?: string | undefined
  /** The ids of the containers that were made from it then: Podman's force takes all that there are. */
  readonly users?: readonly string[] | undefined
}

/** Throws where more would go than a person was asked about: another image, a name, a container. */
export async function mustBeAsListed(
  engine: Engine,
  { id, force, imageId, users = [] }: Removal,
  signal: AbortSignal,
): Promise<void> {
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  const image = engine.docker(limits).getImage(imagePath(id))
  if (imageId !== undefined) {
    const found = await mustLeadTo(image, imageId)
    // By its id, an engine removes an image together with the one name that it has.
    const names = bareId(id) === bareId(imageId) ? tagsOf(found) : []
    if (names.length > 0) throw namedSince(names)
  }
  if (force && (await engine.isPodman(limits))) {
    const known = new Set(users)
    const now = await listUsers(engine, { imageId: (await image.inspect()).Id }, signal)
    const others = now.filter((user) => !known.has(user.id)).map(({ name }) => name)
    if (others.length > 0) throw usedSince(others)
  }
}

function namedSince(names: readonly string[]): EngineError {
  const called = names.map((name) => `"${engineLine(name)}"`).join(', ')
  return new EngineError({
    code: 'refused',
    message: `it is called ${called} since it was listed, and stays under that`,
    hint: 'Look at the list again, where it has that name.',
  })
}

function usedSince(users: readonly string[]): EngineError {
  return new EngineError({
    code: 'refused',
    message: `${describeUsers(users)} since it was listed, and would go with it`,
    hint: 'Remove it again, and the question lists all containers that go with it.',
  })
}
