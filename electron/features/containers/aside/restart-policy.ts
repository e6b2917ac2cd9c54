import { asEngineError } from '#shared/errors.ts'
import type { ParkedRestart } from '#shared/parking/parked-name.ts'
import type { CallLimits, Docker, Engine } from '../../../engine/index.ts'

type Container = ReturnType<Docker['getContainer']>

/** What inspect says of it. */
export interface RawRestart {
  readonly Name?: string | null | undefined
  readonly MaximumRetryCount?: number | null | undefined
}

/** A restart policy as inspect has it; engines write "none" in two ways. */
export function toRestart(raw: RawRestart | null | undefined): ParkedRestart {
  const { Name, MaximumRetryCount } = raw ?? {}
  return {
    name: Name || 'no',
    ...(MaximumRetryCount && { maximumRetryCount: MaximumRetryCount }),
  }
}

/**
 * Gives a container that has the restart policy `now` this one. Podman 4 knows no such change, and
 * needs none: it starts nothing that it was told to stop.
 */
export async function setRestart(
  { engine, container, limits }: RestartTarget,
  now: ParkedRestart,
  next: ParkedRestart,
): Promise<void> {
  const isSame = now.name === next.name && now.maximumRetryCount === next.maximumRetryCount
  if (isSame) return
  const policy = { Name: next.name, MaximumRetryCount: next.maximumRetryCount ?? 0 }
  try {
    await container.update({ RestartPolicy: policy })
  } catch (cause) {
    if (!(await isUnknownThere(cause, engine, limits))) throw cause
  }
}

/** What is changed, and how long that may take. */
export interface RestartTarget {
  readonly engine: Engine
  readonly container: Container
  readonly limits: CallLimits
}

async function isUnknownThere(cause: unknown, engine: Engine, limits: CallLimits) {
  const { status, engineMessage = '' } = asEngineError(cause)
  return status === 404 && /^not found$/i.test(engineMessage) && (await engine.isPodman(limits))
}
