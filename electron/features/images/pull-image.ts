import type { Readable } from 'node:stream'
import type { PullProgress } from '#shared/contract/running.ts'
import { EngineError } from '#shared/errors.ts'
import { versionOf } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import {
  during,
  imagePath,
  withLoginProblem,
  type Docker,
  type Engine,
  type RegistryAuth,
} from '../../engine/index.ts'
import { createLayerTally, VERBS, type ImageLine, type LayerTally } from './layer-tally.ts'
import { readAnswer } from './read-answer.ts'

/** A registry that is far away is asked before the first line comes. */
const FIRST_LINE_DEADLINE_MS = 5 * 60_000

interface Pull {
  readonly image: string
  readonly platform?: string | undefined
}

/** Told at each line of a pull. */
type OnPulling = (progress: PullProgress, line: ImageLine, tally: LayerTally) => void

/**
 * Has the engine fetch an image, and answers with its id once the engine has it. To abort ends the
 * pull: the engine gives up when nobody reads.
 */
export async function pullImage(
  engine: Engine,
  { image, platform }: Pull,
  report: OnPulling,
  signal: AbortSignal,
): Promise<string> {
  const deed = { verb: 'pull', kind: 'image' as const, name: image }
  const docker = engine.docker({ signal, deadlineMs: FIRST_LINE_DEADLINE_MS })
  return during(deed, engine.names, async () => {
    const query = { ...splitReference(image), ...(platform !== undefined && { platform }) }
    const auth = await engine.registryAuth(image, signal)
    const answer = (await ask(docker, query, auth)) as Readable
    const isPodman = await engine.isPodman({ signal }).catch((cause: unknown) => {
      answer.destroy()
      throw cause
    })
    const tally = createLayerTally(isPodman ? VERBS.pullOnPodman : VERBS.pull)
    await readAnswer(engine, answer, {
      signal,
      auth,
      onLine: (line) => report({ image, ...tally.add(line) }, line, tally),
    })
    // That the answer has ended proves nothing; that the image is there does.
    return (await engine.docker({ signal }).getImage(imagePath(image)).inspect()).Id
  })
}

async function ask(docker: Docker, query: object, auth: RegistryAuth): Promise<unknown> {
  try {
    // Its types know no login beside the options.
    return await docker.createImage(auth.login as never, query)
  } catch (cause) {
    throw withLoginProblem(cause, auth)
  }
}

/** Without a tag, the engine would fetch them all. */
export function splitReference(image: string): {
  readonly fromImage: string
  readonly tag: string
} {
  const { reference, problem } = readReference(image)
  if (!reference) throw new EngineError({ code: 'refused', message: problem })
  return { fromImage: reference.name, tag: versionOf(reference) }
}
