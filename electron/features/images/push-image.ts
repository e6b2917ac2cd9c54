import type { Readable } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import { during, imagePath, withLoginProblem, type Engine } from '../../engine/index.ts'
import { createLayerTally, VERBS, type ImageLine, type LayerTally } from './layer-tally.ts'
import { mustLeadTo } from './must-lead-to.ts'
import { splitReference } from './pull-image.ts'
import { readAnswer } from './read-answer.ts'

/** The engine may have to compress all of it before it says a word. */
const FIRST_LINE_DEADLINE_MS = 5 * 60_000

/** What is pushed. */
interface Push {
  readonly reference: string
  /** What the name led to when a person was asked; whatever it leads to, where it is left out. */
  readonly imageId?: string | undefined
}

/**
 * Has the engine send an image to the registry of its name, and answers with the digest that it has
 * there. To abort ends it.
 */
export async function pushImage(
  engine: Engine,
  { reference, imageId }: Push,
  report: (line: ImageLine, tally: LayerTally) => void,
  signal: AbortSignal,
): Promise<string> {
  const deed = { verb: 'push', kind: 'image' as const, name: reference }
  const docker = engine.docker({ signal, deadlineMs: FIRST_LINE_DEADLINE_MS })
  return during(deed, engine.names, async () => {
    const { fromImage, tag } = splitReference(reference)
    if (imageId !== undefined) {
      await mustLeadTo(docker.getImage(imagePath(reference)), imageId)
    }
    const image = docker.getImage(imagePath(fromImage))
    const auth = await engine.registryAuth(reference, signal)
    // Engines refuse a push that does not say even that it comes from nobody.
    // Its types know the words of an encoded login only.
    const authconfig = (auth.login ?? {}) as { readonly key: string }
    const answer = await image.push({ tag, authconfig }).catch((cause: unknown) => {
      throw withLoginProblem(cause, auth)
    })
    const tally = createLayerTally(VERBS.push)
    let digest: string | undefined
    await readAnswer(engine, answer as Readable, {
      signal,
      auth,
      onLine(line) {
        digest = digestIn(line) ?? digest
        tally.add(line)
        report(line, tally)
      },
    })
    if (digest !== undefined) return digest
    // The registry takes the name last of all: without its word nobody knows that it did.
    throw new EngineError({
      code: 'bad-answer',
      message: 'the engine did not say that the registry has it',
      hint: 'Push it again: what is there already is not sent again.',
    })
  })
}

function digestIn({ aux, status = '' }: ImageLine): string | undefined {
  return aux?.Digest ?? /digest: (sha256:[0-9a-f]{64})/.exec(status)?.[1]
}
