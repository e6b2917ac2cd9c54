import { randomUUID } from 'node:crypto'
import { EngineError } from '#shared/errors.ts'
import { ACTION_DEADLINE_MS, segment, type Engine } from '../../engine/index.ts'
import { SIDECAR_LABEL } from './sidecar-label.ts'

/** The containers of debug shells that this app has made, on all engines. */
export interface Sidecars {
  /** Makes one; it is known to be ours from the moment at which it is there. */
  make(create: (owner: string) => Promise<string>): Promise<string>
  /** Removes one, by force. What cannot be removed now is swept when the engine is back. */
  remove(engine: Engine, id: string): Promise<void>
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
  let beginning = 0

  async function remove(engine: Engine, id: string): Promise<void> {
    live.delete(id)
    const container = engine.docker({ deadlineMs: ACTION_DEADLINE_MS }).getContainer(segment(id))
    // Volumes stay: those that it shares are another's.
    await container.remove({ force: true, v: false }).catch((cause: unknown) => {
      if (!isGoing(cause)) throw cause
    })
  }

  return {
    async make(create) {
      await owner.keep()
      beginning += 1
      try {
        const id = await create(owner.id)
        live.add(id)
        return id
      } finally {
        beginning -= 1
      }
    },
    remove,
    async sweep(engine) {
      const filters = { label: [`${SIDECAR_LABEL}=${owner.id}`] }
      const left = await engine.docker({}).listContainers({ all: true, filters })
      // One that is being made has no id yet by which it would be known.
      if (beginning > 0) return
      const ours = left.filter(({ Id }) => !live.has(Id))
      await Promise.all(ours.map(({ Id }) => remove(engine, Id)))
    },
  }
}

/** It has removed itself, or is just doing so. */
function isGoing(cause: unknown): boolean {
  if (!(cause instanceof EngineError)) return false
  return cause.code === 'not-found' || /already in progress/.test(cause.engineMessage ?? '')
}
