import { EngineError } from '#shared/errors.ts'
import {
  ACTION_DEADLINE_MS,
  blameUsers,
  describeUsers,
  findUsers,
  segment,
  withReason,
  type Deed,
  type Engine,
} from '../../engine/index.ts'

/** Removes a network; a refusal names the containers that are connected to it. */
export async function removeNetwork(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const deed = { verb: 'remove', kind: 'network' as const, name: engine.names.of(id) }
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  if (await engine.isPodman(limits)) await refuseIfUsed(engine, id, deed, signal)
  try {
    await engine.docker(limits).getNetwork(segment(id)).remove()
  } catch (cause) {
    throw await blameUsers(engine, cause, deed, () => ({ networkId: id }), signal)
  }
}

/** Podman removes a network in use, and leaves its containers running without it. */
async function refuseIfUsed(
  engine: Engine,
  id: string,
  deed: Deed,
  signal: AbortSignal,
): Promise<void> {
  const users = await findUsers(engine, { networkId: id }, signal)
  if (users.length === 0) return
  const error = new EngineError({
    code: 'conflict',
    message: 'Containers are connected to it',
    hint: 'Disconnect or remove the containers first.',
  })
  throw withReason(error, deed, describeUsers(users))
}
