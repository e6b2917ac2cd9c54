import { setTimeout as delay } from 'node:timers/promises'
import { asEngineError } from '#shared/errors.ts'
import { isAnonymousVolume } from '#shared/parking/anonymous-volume.ts'
import { ACTION_DEADLINE_MS, segment, type Docker, type Engine } from '../../engine/index.ts'

interface Removal {
  readonly id: string
  readonly force: boolean
  /** Its volumes without a name: all of them, none, or all but those that it was given. */
  readonly volumes: boolean | { readonly butNot: readonly string[] }
}

type Container = ReturnType<Docker['getContainer']>

/** Podman notes the end of a killed container some milliseconds later. */
const LOOK_AGAIN_MS = 50
const MAX_LOOKS = 40

/**
 * Removes a container; by force also a running one, with its anonymous volumes as is wished. Those
 * that another container uses stay.
 */
export async function removeContainer(
  engine: Engine,
  { id, force, volumes }: Removal,
  signal: AbortSignal,
): Promise<void> {
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  const container = engine.docker(limits).getContainer(segment(id))
  const kept = typeof volumes === 'object' ? volumes.butNot : []
  const nameless = volumes === false ? [] : await namelessVolumes(container)
  // dockerd's force kills at once; Podman's waits for the stop timeout first, 10 or 20 s.
  const isKilled = force && (await engine.isPodman(limits))
  if (isKilled) await kill(container)
  await container.remove({ force, v: volumes === true }).catch((cause: unknown) => {
    // One that its engine removes when it ends has gone by that.
    if (!isKilled || asEngineError(cause).code !== 'not-found') throw cause
  })
  for (const name of nameless.filter((one) => !kept.includes(one))) {
    await engine.docker(limits).getVolume(segment(name)).remove().catch(unlessKept)
  }
}

/** The engine forgets that they are nobody's once they were handed on to another container. */
async function namelessVolumes(container: Container): Promise<readonly string[]> {
  const { Mounts } = await container.inspect()
  return (Mounts ?? []).flatMap(({ Type, Name = '' }) =>
    Type === 'volume' && isAnonymousVolume(Name) ? [Name] : [],
  )
}

/** It went with the container, or another one has it too. */
function unlessKept(cause: unknown): void {
  const { code } = asEngineError(cause)
  if (code !== 'not-found' && code !== 'conflict') throw cause
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
