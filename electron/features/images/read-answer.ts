import type { Readable } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import {
  engineText,
  meaningOf,
  readJsonLines,
  withLoginProblem,
  type Engine,
  type RegistryAuth,
} from '../../engine/index.ts'
import type { ImageLine } from './layer-tally.ts'

interface Reading {
  readonly signal: AbortSignal
  readonly onLine: (line: ImageLine) => void
  /** With which login a registry was asked, where one was. */
  readonly auth?: RegistryAuth
  /** A longer line is none; a megabyte where nothing is said. */
  readonly maxLineChars?: number
}

/**
 * Reads to its end what an engine says of its work. It answers 200 before it can know; what goes wrong
 * later is one of its lines. To abort ends the work: the engine gives up when nobody reads.
 */
export async function readAnswer(
  engine: Engine,
  stream: Readable,
  { signal, onLine, auth, maxLineChars }: Reading,
): Promise<void> {
  const answer = engine.hold(stream)
  const stop = () => answer.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const line of readJsonLines(answer, maxLineChars)) {
      failOn(line, auth)
      onLine(line)
    }
  } catch (cause) {
    throw signal.aborted ? new EngineError({ code: 'cancelled', message: 'Cancelled' }) : cause
  } finally {
    signal.removeEventListener('abort', stop)
    answer.destroy()
  }
}

const REGISTRY_HINT = 'Check the name of the image, and whether its registry asks for a login.'

function failOn({ error, errorDetail }: ImageLine, auth: RegistryAuth | undefined): void {
  const said = errorDetail?.message ?? error
  if (said === undefined) return
  const engineMessage = engineText(said)
  const known = auth && meaningOf(said)
  const failure = new EngineError({
    code: known?.code ?? 'refused',
    message: known?.reason ?? engineMessage,
    engineMessage,
    hint: known?.hint ?? (auth && REGISTRY_HINT),
  })
  throw auth ? withLoginProblem(failure, auth) : failure
}
