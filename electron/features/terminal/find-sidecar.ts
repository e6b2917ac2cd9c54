import { EngineError } from '#shared/errors.ts'
import { segment, type Docker, type Engine } from '../../engine/index.ts'
import { SIDECAR_OF_LABEL } from './sidecar-label.ts'
import type { Sidecar } from './sidecars.ts'

type Inspect = Awaited<ReturnType<ReturnType<Docker['getContainer']>['inspect']>>
type Mounts = Pick<Inspect, 'Mounts'>

/** Volumes that nobody has named have the engine's own name. */
const NAMELESS = /^[0-9a-f]{64}$/

/** Whether a container has volumes that would go with it. */
export function hasNameless({ Mounts }: Mounts): boolean {
  return Mounts.some(({ Name }) => NAMELESS.test(Name ?? ''))
}

/** The volumes without a name that a sidecar does not share with its target. */
export function ownVolumes(sidecar: Mounts, target: Mounts): readonly string[] {
  const shared = new Set(target.Mounts.map(({ Name }) => Name))
  return sidecar.Mounts.flatMap(({ Name = '' }) =>
    NAMELESS.test(Name) && !shared.has(Name) ? [Name] : [],
  )
}

/**
 * What is known of one that an earlier run has made; nothing where it is none, or has gone. Images
 * keep the labels of what they were made of, and so do the containers of such an image: those do not
 * share the processes of the one that our label names.
 */
export async function findSidecar(engine: Engine, id: string): Promise<Sidecar | undefined> {
  const found = await inspect(engine, id)
  const of = found?.Config.Labels[SIDECAR_OF_LABEL]
  if (!found || of === undefined || found.HostConfig.PidMode !== `container:${of}`) return undefined
  // Where there was nothing to spare, the engine itself was to remove it.
  if (found.HostConfig.AutoRemove) return { id, sharesNameless: false, ownVolumes: [] }
  const target = await inspect(engine, of)
  // Of one that is gone nobody can say any more what was shared.
  return { id, sharesNameless: true, ownVolumes: target ? ownVolumes(found, target) : [] }
}

function inspect(engine: Engine, id: string): Promise<Inspect | undefined> {
  const container = engine.docker({}).getContainer(segment(id))
  return container.inspect().catch((cause: unknown) => {
    if (cause instanceof EngineError && cause.code === 'not-found') return undefined
    throw cause
  })
}
