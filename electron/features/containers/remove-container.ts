import { setTimeout as delay } from 'node:timers/promises'
import { ACTION_DEADLINE_MS, segment, type Docker, type Engine } from '../../engine/index.ts'

interface Removal {
  readonly id: string
  readonly force: boolean
  readonly volumes: boolean
}

type Container = ReturnType<Docker['getContainer']>

/** Podman notes the end of a killed container some milliseconds later. */
const LOOK_AGAIN_MS = 50
const MAX_LOOKS = 40

/** Removes a container; by force also a running one, with its anonymous volumes if wished. */
export async function removeContainer(
  engine: Engine,
  { id, force, volumes }: Removal,
  signal: AbortSignal,
): Promise<void> {
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  const container = engine.docker(limits).getContainer(segment(id))
  // dockerd's force kills at once; Podman's waits for the stop timeout first, 10 or 20 s.
  if (force && (await engine.isPodman(limits))) await kill(container)
  await container.remove({ force, v: volumes })
}

/** What goes wrong here, the removal says. */
async function kill(container: Container): Promise<void> {
  // Podman 4 answers only 20 s after the container is dead: its state tells sooner.
  void container.kill().catch(() => {})
  try {
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      if (!(await container.inspect()).State.Running) return
      await delay(LOOK_AGAIN_MS)
    }
  } catch {
    // It is gone.
  }
}
