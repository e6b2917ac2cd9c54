import { composeProject } from '#shared/parking/compose-project.ts'
import { otherTag, parkedName } from '#shared/parking/parked-name.ts'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { carryVolumes } from '#shared/run-spec/carry-volumes.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { ACTION_DEADLINE_MS, segment, withReason, type Engine } from '../../../engine/index.ts'
import { givenVolumes } from '../create-container.ts'
import { readSpec } from '../read-spec.ts'
import { removeContainer } from '../remove-container.ts'
import { createOrPull, pull } from '../run-container.ts'
import { toMount, type RawMount } from '../to-summary.ts'
import { lookBeforeParking, park, type Parked } from './park.ts'
import type { Trash } from './trash.ts'
import { putBack } from './put-back.ts'
import { watchNew } from './watch-new.ts'

interface Recreation {
  readonly id: string
  readonly spec: RunSpec
}

type Report = (progress: RecreateProgress) => void

/** What the engine and the trash are to one recreation. */
interface Place {
  readonly engine: Engine
  readonly trash: Trash
  readonly report: Report
  readonly signal: AbortSignal
}

/**
 * Makes a container anew as the spec says. The old one is put aside until the new one is up, and put
 * back as it was when anything goes wrong before, or when the caller leaves.
 */
export async function recreateContainer(place: Place, { id, spec }: Recreation): Promise<void> {
  const { engine, trash } = place
  await trash.hold(id, async () => {
    await trash.ready()
    const parking = { kind: 'replacing', time: Date.now(), owner: trash.owner } as const
    const old = await lookBeforeParking(engine, { verb: 'recreate', id }, parking, place.signal)
    const work = replace(place, old, spec)
    engine.finishBeforeClose(work)
    await work
  })
}

async function replace(place: Place, old: Parked, wanted: RunSpec): Promise<void> {
  const { engine, trash, report, signal } = place
  const name = wanted.name ?? old.name
  const spec = await withItsVolumes(place, old.id, wanted)
  const temporary = parkedName({ ...old, name, kind: 'new', other: otherTag(old.id) })
  if (spec.pull === 'always') await pull(engine, spec, report, signal)
  report({ kind: 'creating' })
  const made = await createOrPull(engine, { ...spec, name: temporary }, report, signal)
  const newId = made.id
  await trash.hold(newId, async () => {
    try {
      await exchange(place, { ...old, other: otherTag(newId) }, newId, name)
    } catch (cause) {
      report({ kind: 'putting-back' })
      const begun = { old, newId, given: givenVolumes(spec) }
      const error = putBackError(cause, engine, old)
      await putBack(engine, begun, () => report({ kind: 'waiting-for-engine' })).catch(
        (failure: unknown) => {
          throw notPutBack(error, failure)
        },
      )
      throw error
    }
  })
  const keptUntil = await settle(place, { ...old, other: otherTag(newId) }, spec)
  const { warnings } = made
  report({ kind: 'done', id: newId, name, warnings, ...(keptUntil !== undefined && { keptUntil }) })
}

/** Puts the old one aside, and the new one in its place. */
async function exchange(place: Place, old: Parked, newId: string, name: string): Promise<void> {
  const { engine, report, signal } = place
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  throwIfCancelled(signal)
  report({ kind: 'stopping' })
  await park(engine, old, signal)
  const container = engine.docker(limits).getContainer(segment(newId))
  await container.rename({ name })
  engine.names.remember(newId, name)
  if (old.was === 'stopped') return
  report({ kind: 'starting' })
  await container.start()
  const watch = (health: Parameters<Parameters<typeof watchNew>[2]>[0]) =>
    report({ kind: 'watching', ...(health && { health }) })
  await watchNew(engine, newId, watch, signal)
  if (old.was === 'paused') await container.pause()
  throwIfCancelled(signal)
}

/**
 * The new one is up: from here on there is no way back but by the trash. What cannot be done now is
 * done when the engine is tended next, for the names say that the new one is up.
 */
async function settle(
  { engine, trash }: Place,
  old: Parked,
  { labels }: RunSpec,
): Promise<number | undefined> {
  const limits = { deadlineMs: ACTION_DEADLINE_MS }
  const time = trash.keptUntil()
  let keptUntil: number | undefined
  const container = engine.docker(limits).getContainer(segment(old.id))
  try {
    await container.rename({ name: parkedName({ ...old, kind: 'replaced', time }) })
    keptUntil = time
    trash.wakeAt(engine, time)
    // Compose goes by labels, and would take the two for two replicas of one service.
    if (composeProject(labels) === undefined) return time
    const removal = { id: old.id, force: false, volumes: false }
    await removeContainer(engine, removal, AbortSignal.timeout(ACTION_DEADLINE_MS))
    return undefined
  } catch {
    // The new one is up, and that is what was asked for.
    return keptUntil
  }
}

async function withItsVolumes(
  { engine, signal }: Place,
  id: string,
  wanted: RunSpec,
): Promise<RunSpec> {
  const [former, { Mounts }] = await Promise.all([
    readSpec(engine, id, signal),
    engine.docker({ signal }).getContainer(segment(id)).inspect(),
  ])
  const mounts = (Mounts as readonly RawMount[]).map(toMount)
  return carryVolumes(wanted, { spec: former.spec, mounts })
}

/** What went wrong, said of the container that a person sees. */
function putBackError(cause: unknown, engine: Engine, { name }: Parked): EngineError {
  const error = asEngineError(cause)
  if (error.code === 'cancelled') return error
  const reason = engine.names.inText(lowerFirst(error.message))
  const deed = { verb: 'recreate', kind: 'container', name } as const
  return withReason(error, deed, `${reason}. The old one was put back as it was`)
}

function notPutBack(error: EngineError, failure: unknown): EngineError {
  const { message, engineMessage } = asEngineError(failure)
  return new EngineError({
    ...error.toShape(),
    code: 'refused',
    message: `${error.message.replace('The old one was put back as it was', 'The old one could not be put back')}: ${lowerFirst(message)}`,
    engineMessage: engineMessage ?? error.engineMessage,
    hint: 'It is in the trash with all its data, and can be restored from there.',
  })
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new EngineError({ code: 'cancelled', message: 'Cancelled' })
}
