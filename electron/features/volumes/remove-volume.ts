import { ACTION_DEADLINE_MS, blameUsers, segment, type Engine } from '../../engine/index.ts'

/** Removes a volume; a refusal names the containers that use it. */
export async function removeVolume(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const volume = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS }).getVolume(segment(id))
  try {
    await volume.remove()
  } catch (cause) {
    const deed = { verb: 'remove', kind: 'volume' as const, name: id }
    throw await blameUsers(engine, cause, deed, () => ({ volume: id }), signal)
  }
}
