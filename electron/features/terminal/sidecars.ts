import { randomUUID } from 'node:crypto'
import { EngineError } from '#shared/errors.ts'
import { ACTION_DEADLINE_MS, segment, type Engine } from '../../engine/index.ts'
import { findSidecar } from './find-sidecar.ts'
import { SIDECAR_LABEL } from './sidecar-label.ts'

/** A container that shares the processes and volumes of another. */
export interface Sidecar {
  readonly id: string
  /** The other one has volumes without a name: none of those that are shared may go. */
  readonly sharesNameless: boolean
  /** Those that are its own, by what the engine calls them: its image asks for them. */
  readonly ownVolumes: readonly string[]
}

/** The containers of debug shells that this app has made, on all engines. */
export interface Sidecars {
  /** Makes one; it is known to be ours from the moment at which it is there. */
  make(engine: Engine, create: (owner: string) => Promise<string>): Promise<string>
  /** Removes one, by force. What cannot be removed now is swept when the engine is back. */
  remove(engine: Engine, sidecar: Sidecar): Promise<void>
  /** Removes those that an earlier run of this app has left on the engine. */
  sweep(engine: Engine): Promise<void>
}

/** What names this app on engines: another one's sidecars are not ours to remove. */
export interface SidecarOwner {
  readonly id: string
  /** Resolves once it will be the same after the next start. */
  keep(): Promise<void>
}

/** One that is another app after the next start: it sweeps nothing that it did not make. */
function passingOwner(): SidecarOwner {
  return { id: randomUUID(), keep: () => Promise.resolve() }
}

/** None yet. */
export function createSidecars(owner: SidecarOwner = passingOwner()): Sidecars {
  const live = new Set<string>()
  const beginning = new Map<Engine, Set<Promise<string>>>()

  async function remove(engine: Engine, sidecar: Sidecar): Promise<void> {
    const { id, sharesNameless, ownVolumes } = sidecar
    live.delete(id)
    const docker = engine.docker({ deadlineMs: ACTION_DEADLINE_MS })
    // With it go all volumes without a name, also those that it shares.
    const how = { force: true, v: !sharesNameless }
    await docker.getContainer(segment(id)).remove(how).catch(unlessGoing)
    for (const name of sharesNameless ? ownVolumes : []) {
      await docker.getVolume(segment(name)).remove().catch(unlessGoing)
    }
  }

  /** Those that nobody here uses. One that is being made has no id yet by which it would be known. */
  async function leftOn(engine: Engine): Promise<readonly string[]> {
    const filters = { label: [`${SIDECAR_LABEL}=${owner.id}`] }
    for (;;) {
      const all = await engine.docker({}).listContainers({ all: true, filters })
      const making = beginning.get(engine)
      if (!making) return all.map(({ Id }) => Id).filter((id) => !live.has(id))
      await Promise.allSettled(making)
    }
  }

  return {
    async make(engine, create) {
      await owner.keep()
      const making = beginning.get(engine) ?? new Set()
      beginning.set(engine, making)
      const made = create(owner.id).then((id) => {
        live.add(id)
        return id
      })
      making.add(made)
      try {
        return await made
      } finally {
        making.delete(made)
        if (making.size === 0) beginning.delete(engine)
      }
    },
    remove,
    async sweep(engine) {
      const left = await leftOn(engine)
      await Promise.all(
        left.map(async (id) => {
          const sidecar = await findSidecar(engine, id)
          if (sidecar) await remove(engine, sidecar)
        }),
      )
    },
  }
}

/** It has removed itself, or is just doing so. */
function unlessGoing(cause: unknown): void {
  if (!(cause instanceof EngineError)) throw cause
  const isGoing =
    cause.code === 'not-found' || /already in progress/.test(cause.engineMessage ?? '')
  if (!isGoing) throw cause
}
