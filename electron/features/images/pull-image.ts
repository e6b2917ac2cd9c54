import type { Readable } from 'node:stream'
import type { PullProgress } from '#shared/contract/running.ts'
import { EngineError } from '#shared/errors.ts'
import { versionOf } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { during, engineText, imagePath, readJsonLines, type Engine } from '../../engine/index.ts'
import { createLayerTally, type PullLine } from './layer-tally.ts'

/** A registry that is far away is asked before the first line comes. */
const FIRST_LINE_DEADLINE_MS = 5 * 60_000

interface Pull {
  readonly image: string
  readonly platform?: string | undefined
}

/**
 * Has the engine fetch an image, and answers with its id once the engine has it. To abort ends the
 * pull: the engine gives up when nobody reads.
 */
export async function pullImage(
  engine: Engine,
  { image, platform }: Pull,
  report: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<string> {
  const deed = { verb: 'pull', kind: 'image' as const, name: image }
  const docker = engine.docker({ signal, deadlineMs: FIRST_LINE_DEADLINE_MS })
  return during(deed, engine.names, async () => {
    const query = { ...queryOf(image), ...(platform !== undefined && { platform }) }
    const answer = engine.hold((await docker.createImage(query)) as Readable)
    const stop = () => answer.destroy()
    signal.addEventListener('abort', stop, { once: true })
    try {
      const tally = createLayerTally(await engine.isPodman({ signal }))
      for await (const line of readJsonLines(answer)) {
        failOn(line)
        report({ image, ...tally.add(line) })
      }
    } catch (cause) {
      throw signal.aborted ? new EngineError({ code: 'cancelled', message: 'Cancelled' }) : cause
    } finally {
      signal.removeEventListener('abort', stop)
    }
    // That the answer has ended proves nothing; that the image is there does.
    return (await engine.docker({ signal }).getImage(imagePath(image)).inspect()).Id
  })
}

/** A pull answers 200 before it can know; what goes wrong later is one of its lines. */
function failOn({ error, errorDetail }: PullLine): void {
  const said = errorDetail?.message ?? error
  if (said === undefined) return
  const engineMessage = engineText(said)
  throw new EngineError({
    code: 'refused',
    message: engineMessage,
    engineMessage,
    hint: 'Check the name of the image, and whether its registry asks for a login.',
  })
}

/** Without a tag, the engine would fetch them all. */
function queryOf(image: string): { readonly fromImage: string; readonly tag: string } {
  const { reference, problem } = readReference(image)
  if (!reference) throw new EngineError({ code: 'refused', message: problem })
  return { fromImage: reference.name, tag: versionOf(reference) }
}
