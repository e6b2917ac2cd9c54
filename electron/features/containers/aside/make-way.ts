import { asEngineError } from '#shared/errors.ts'
import { composeProject } from '#shared/parking/compose-project.ts'
import { ownName, parkedName } from '#shared/parking/parked-name.ts'
import { ACTION_DEADLINE_MS, segment, type Engine } from '../../../engine/index.ts'
import { removeContainer } from '../remove-container.ts'
import { isPutAside, lookBeforeParking, parkOrLeave, unpark, type Parked } from './park.ts'

/** The one in whose place another is, or was to be. */
interface Successor {
  readonly id: string
  /** As the engine has it. */
  readonly name: string
  readonly isUp: boolean
  /** It never ran: nothing has been written in it. */
  readonly isUnused: boolean
}

interface Keeping {
  readonly owner: string
  readonly keptUntil: number
}

/** How engines write that there was no such time. */
const NEVER = /^0001-/

/**
 * Lets the one that took a container's place make way for it: into the trash, if it ever ran. It goes
 * by its id: whatever it is called, the two would write to the same volumes. Answers with it, if it
 * is in the trash now.
 */
export async function makeWay(
  engine: Engine,
  parked: Parked,
  keeping: Keeping,
  signal: AbortSignal,
): Promise<Parked | undefined> {
  const next = await findSuccessor(engine, parked, signal)
  if (!next || isPutAside(next.name)) return undefined
  if (next.isUnused) {
    // What volumes it was given nobody knows any more: none goes with it.
    await removeContainer(engine, { id: next.id, force: false, volumes: false }, signal)
    return undefined
  }
  const { owner, keptUntil: time } = keeping
  const wish = { verb: 'replace', id: next.id }
  const aside = await lookBeforeParking(engine, wish, { kind: 'removed', time, owner }, signal)
  // What was made in haste may still bear its first name.
  const way = { ...aside, name: ownName(aside.name) }
  await parkOrLeave(engine, way, signal)
  return way
}

/**
 * Finishes a recreation that an earlier run of the app left half-way: forwards where the new container
 * is up, for somebody may have used it since, and else back to the old one.
 */
export async function finishHalfWay(
  engine: Engine,
  parked: Parked,
  keeping: Keeping,
  signal: AbortSignal,
): Promise<void> {
  const next = await findSuccessor(engine, parked, signal)
  if (!next?.isUp) {
    await makeWay(engine, parked, keeping, signal)
    await unpark(engine, parked.id, signal)
    return
  }
  const docker = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS })
  const name = ownName(next.name)
  if (name !== next.name) await docker.getContainer(segment(next.id)).rename({ name })
  const replaced = parkedName({ ...parked, kind: 'replaced', time: keeping.keptUntil })
  const old = docker.getContainer(segment(parked.id))
  await old.rename({ name: replaced })
  const { Config } = await old.inspect()
  // As it goes when nothing is left half-way: Compose would take the two for replicas.
  if (composeProject(Config.Labels ?? {}) === undefined) return
  await removeContainer(engine, { id: parked.id, force: false, volumes: false }, signal)
}

async function findSuccessor(
  engine: Engine,
  { other }: Parked,
  signal: AbortSignal,
): Promise<Successor | undefined> {
  if (other === undefined) return undefined
  try {
    const raw = await engine.docker({ signal }).getContainer(segment(other)).inspect()
    const { Running, Restarting, Health, StartedAt } = raw.State
    return {
      id: raw.Id,
      name: raw.Name.replace(/^\//, ''),
      isUp: Running && !Restarting && Health?.Status !== 'unhealthy',
      isUnused: !Running && (!StartedAt || NEVER.test(StartedAt)),
    }
  } catch (cause) {
    if (asEngineError(cause).code !== 'not-found') throw cause
    return undefined
  }
}
