import { EngineError } from '#shared/errors.ts'
import type { Engine } from './engine.ts'
import { explain, withReason, type Deed } from './explain.ts'
import { meaningOf } from './refusals.ts'
import { describeUsers, findUsers, type Used } from './users.ts'

/** A refused removal with the containers that stand in its way named, where any do. */
export async function blameUsers(
  engine: Engine,
  cause: unknown,
  deed: Deed,
  findUsed: () => Promise<Used> | Used,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(cause instanceof EngineError)) return cause
  const explained = explain(cause, deed, engine.names)
  const known = meaningOf(cause.engineMessage ?? '')
  if (known ? !known.inUse : cause.code !== 'conflict') return explained
  try {
    const users = await findUsers(engine, await findUsed(), signal)
    return users.length > 0 ? withReason(explained, deed, describeUsers(users)) : explained
  } catch {
    // The engine's own reason is still true.
    return explained
  }
}
