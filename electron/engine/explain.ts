import { EngineError } from '#shared/errors.ts'
import type { Names } from './names.ts'
import { meaningOf } from './refusals.ts'
import { engineLine } from './engine-text.ts'

/** What a person was about to do, to which object: `remove`, `image`, `redis:7`. */
export interface Deed {
  readonly verb: string
  readonly kind: 'container' | 'image' | 'volume' | 'network' | 'registry'
  readonly name: string
}

/** Runs the deed; what goes wrong is said of the object: `Cannot stop container "web": …`. */
export async function during<T>(deed: Deed, names: Names, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    throw cause instanceof EngineError ? explain(cause, deed, names) : cause
  }
}

/** The error with the object named and ids replaced by names; the engine's words are kept. */
export function explain(error: EngineError, deed: Deed, names: Names): EngineError {
  if (error.code === 'cancelled') return error
  return withReason(error, deed, names.inText(reasonOf(error)))
}

/** The same with a reason that the caller found out, such as who uses the image. */
export function withReason(error: EngineError, deed: Deed, reason: string): EngineError {
  const subject = `${deed.kind} "${engineLine(deed.name)}"`
  return new EngineError({
    ...error.toShape(),
    message: `Cannot ${deed.verb} ${subject}: ${reason}`,
  })
}

function reasonOf(error: EngineError): string {
  const known = error.status === undefined ? undefined : meaningOf(error.engineMessage ?? '')
  if (known) return known.reason
  // The engine's own sentence may begin with a name; ours never does.
  return error.engineMessage !== undefined && error.status !== undefined
    ? engineLine(error.engineMessage)
    : lowerFirst(error.message)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
