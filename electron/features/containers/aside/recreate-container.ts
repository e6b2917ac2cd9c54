import { composeProject } from '#shared/parking/compose-project.ts'
import { otherTag, parkedName } from '#shared/parking/parked-name.ts'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import { EngineError } from '#shared/errors.ts'
import { carryVolumes } from '#shared/run-spec/carry-volumes.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { ACTION_DEADLINE_MS, segment, type Engine } from '../../../engine/index.ts'
import { givenVolumes } from '../create-container.ts'
import { readSpec } from '../read-spec.ts'
import { removeContainer } from '../remove-container.ts'
import { createOrPull, pull } from '../run-container.ts'
import { toMount, type RawMount } from '../to-summary.ts'
import { isPutAside, lookAt, lookBeforeParking, park, type Parked } from './park.ts'
import type { Trash } from './trash.ts'
import { putBack, type Begun } from './put-back.ts'
import { changedSince, fault, faultAndNoWayBack, faultWithLeftover } from './recreate-faults.ts'
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
  const aside = await trash.hold(newId, async () => {
    const to = { newId, name }
    let now: Parked | undefined
    try {
      now = await lookAgain(place, old, newId)
      await exchange(place, now, to)
      return now
    } catch (cause) {
      const keeping = { owner: trash.owner, keptUntil: trash.keptUntil() }
      const begun = { old: now, newId, given: givenVolumes(spec), keeping }
      throw await takeBack(place, { engine, name: old.name, cause }, begun)
    }
  })
  const keptUntil = await settle(place, aside, spec)
  const { warnings } = made
  report({ kind: 'done', id: newId, name, warnings, ...(keptUntil !== undefined && { keptUntil }) })
}

/** Puts the old one aside, and the new one in its place. */
async function exchange(
  place: Place,
  old: Parked,
  { newId, name }: { readonly newId: string; readonly name: string },
): Promise<void> {
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

/** A pull may take minutes: what somebody has changed meanwhile is not undone by our way back. */
async function lookAgain(
  { engine, trash, signal }: Place,
  old: Parked,
  newId: string,
): Promise<Parked> {
  const { owner } = trash
  const parking = { kind: 'replacing', time: Date.now(), owner, other: otherTag(newId) } as const
  const { isBrief: _, ...now } = await lookAt(engine, old.id, parking, signal)
  const change = changedSince(old, now, isPutAside(now.name))
  if (change) throw change
  return now
}

/** Puts everything back, and answers with what is to be said of it. */
async function takeBack(
  { engine, trash, report }: Place,
  failed: Parameters<typeof fault>[0],
  begun: Begun,
): Promise<EngineError> {
  const isAside = begun.old !== undefined
  if (isAside) report({ kind: 'putting-back' })
  try {
    const left = await putBack(engine, begun, () => report({ kind: 'waiting-for-engine' }))
    if (!left) return fault(failed, isAside)
    trash.wakeAt(engine, begun.keeping.keptUntil)
    return faultWithLeftover(failed, left, isAside)
  } catch (failure) {
    return faultAndNoWayBack(failed, failure, isAside)
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new EngineError({ code: 'cancelled', message: 'Cancelled' })
}
