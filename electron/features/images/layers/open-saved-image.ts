import { EngineError } from '#shared/errors.ts'
import type { Engine } from '../../../engine/index.ts'

/** Docker packs all of an image before it sends the first byte of it. */
const FIRST_BYTE_DEADLINE_MS = 10 * 60_000

/** What the engine saves of an image, as it comes. Whoever stops reading ends it on the engine too. */
export async function* openSavedImage(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array, void> {
  const limits = { signal, deadlineMs: FIRST_BYTE_DEADLINE_MS }
  const answer = await engine.openSaved(id, limits)
  try {
    let bytes = 0
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength
      onBytes(bytes)
      yield chunk
    }
  } catch (cause) {
    if (signal.aborted) throw new EngineError({ code: 'cancelled', message: 'Cancelled' })
    throw cause instanceof EngineError ? cause : cutOff()
  } finally {
    answer.destroy()
  }
}

function cutOff(): EngineError {
  return new EngineError({ code: 'bad-answer', message: 'The engine’s archive was cut off' })
}
