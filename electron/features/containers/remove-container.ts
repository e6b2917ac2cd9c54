import { ACTION_DEADLINE_MS, segment, type Engine } from '../../engine/index.ts'

interface Removal {
  readonly id: string
  readonly force: boolean
  readonly volumes: boolean
}

/** Removes a container; by force also a running one, with its anonymous volumes if wished. */
export async function removeContainer(
  engine: Engine,
  { id, force, volumes }: Removal,
  signal: AbortSignal,
): Promise<void> {
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  const container = engine.docker(limits).getContainer(segment(id))
  // Podman's force waits for the stop timeout first; dockerd kills at once.
  if (force && (await engine.isPodman(limits))) await container.kill().catch(() => {})
  await container.remove({ force, v: volumes })
}
