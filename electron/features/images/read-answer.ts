import type { Readable } from 'node:stream'
import { EngineError } from '#shared/errors.ts'
import { engineText, readJsonLines, type Engine } from '../../engine/index.ts'
import type { ImageLine } from './layer-tally.ts'

interface Reading {
  readonly signal: AbortSignal
  readonly onLine: (line: ImageLine) => void
  /** What a person can do where the engine says no. */
  readonly hint?: string
}

/**
 * Reads to its end what an engine says of its work. It answers 200 before it can know; what goes wrong
 * later is one of its lines. To abort ends the work: the engine gives up when nobody reads.
 */
export async function readAnswer(
  engine: Engine,
  stream: Readable,
  { signal, onLine, hint }: Reading,
): Promise<void> {
  const answer = engine.hold(stream)
  const stop = () => answer.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const line of readJsonLines(answer)) {
      failOn(line, hint)
      onLine(line)
    }
  } catch (cause) {
    throw signal.aborted ? new EngineError({ code: 'cancelled', message: 'Cancelled' }) : cause
  } finally {
    signal.removeEventListener('abort', stop)
    answer.destroy()
  }
}

function failOn({ error, errorDetail }: ImageLine, hint: string | undefined): void {
  const said = errorDetail?.message ?? error
  if (said === undefined) return
  const engineMessage = engineText(said)
  throw new EngineError({ code: 'refused', message: engineMessage, engineMessage, hint })
}
