import type { Newness } from '#shared/contract/images.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { isSameRepository } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import {
  during,
  imagePath,
  withLoginProblem,
  type Docker,
  type Engine,
  type RegistryAuth,
} from '../../engine/index.ts'

/** An image, and a name that it has or had. */
interface NamedImage {
  readonly reference: string
  readonly imageId: string
}

/** A registry may be far away, and is asked by the engine. */
const REGISTRY_DEADLINE_MS = 30_000

/**
 * Whether there is another image under this name than the one with this id: on the engine already,
 * or in the registry. Nothing is pulled. Fails where the registry, or the engine, does not tell.
 */
export async function findNewer(
  engine: Engine,
  { reference, imageId }: NamedImage,
  signal: AbortSignal,
): Promise<Newness> {
  const deed = { verb: 'look for a newer', kind: 'image' as const, name: reference }
  const docker = engine.docker({ signal, deadlineMs: REGISTRY_DEADLINE_MS })
  return during(deed, engine.names, async () => {
    const named = docker.getImage(imagePath(reference))
    const here = await named.inspect()
    if (here.Id !== imageId) return { kind: 'newer-here' }
    const ours = digestsOf(here.RepoDigests ?? [], reference)
    // Built or loaded here: no registry gave it.
    if (ours.length === 0) return { kind: 'not-pulled' }
    const theirs = await askRegistry(named, await engine.registryAuth(reference, signal))
    return ours.includes(theirs) ? { kind: 'newest' } : { kind: 'newer', digest: theirs }
  })
}

async function askRegistry(image: ReturnType<Docker['getImage']>, auth: RegistryAuth) {
  try {
    const { Descriptor } = await image.distribution({ authconfig: auth.login })
    if (Descriptor?.digest) return Descriptor.digest
  } catch (cause) {
    const error = asEngineError(cause)
    // Podman's Docker API has no such question.
    if (error.code !== 'not-found' || error.engineMessage !== 'Not Found') {
      throw withLoginProblem(cause, auth)
    }
  }
  throw new EngineError({
    code: 'refused',
    message: 'this engine cannot ask a registry without pulling',
    hint: 'Pull it: what is the newest already is not fetched again.',
  })
}

/** Those under which the registry of this very repository knows it, however an engine writes it. */
function digestsOf(repoDigests: readonly string[], name: string): readonly string[] {
  const { reference } = readReference(name)
  return repoDigests.flatMap((entry) => {
    const { reference: known } = readReference(entry)
    const isOurs = reference && known && isSameRepository(known, reference)
    return isOurs && known.digest !== undefined ? [known.digest] : []
  })
}
