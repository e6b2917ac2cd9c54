import { asEngineError, EngineError } from '#shared/errors.ts'
import {
  ownName,
  parkedName,
  parseParkedName,
  type ParkedName,
  type ParkedRestart,
  type ParkedState,
} from '#shared/parking/parked-name.ts'
import {
  ACTION_DEADLINE_MS,
  during,
  segment,
  type Deed,
  type Docker,
  type Engine,
} from '../../../engine/index.ts'
import { planStop } from '../stop-deadline.ts'
import { setRestart, toRestart, type RawRestart } from './restart-policy.ts'

/** What a container is put aside for; the rest of its name is read from it. */
export type Parking = Pick<ParkedName, 'kind' | 'time' | 'owner' | 'other'>

/** A container that was put aside, or is about to be. */
export interface Parked extends ParkedName {
  readonly id: string
}

/** What was seen of a container that may be put aside. */
export interface Looked extends Parked {
  /** Its engine removes it when it stops. */
  readonly isBrief: boolean
}

type Container = ReturnType<Docker['getContainer']>

/** The part of inspect that is needed to put a container aside and back. */
interface RawParked {
  readonly Id: string
  readonly Name: string
  readonly State: {
    readonly Running?: boolean | undefined
    readonly Paused?: boolean | undefined
    readonly Restarting?: boolean | undefined
  }
  readonly HostConfig: {
    readonly AutoRemove?: boolean | undefined
    readonly RestartPolicy?: RawRestart | null | undefined
  }
}

const NO_RESTART = { name: 'no' } as const

/** Nobody takes back what puts things right. */
const AFTERWARDS = new AbortController().signal

/** Reads how a container is now; one that would vanish when it stops cannot be put aside. */
export async function lookBeforeParking(
  engine: Engine,
  { verb, id }: { readonly verb: string; readonly id: string },
  parking: Parking,
  signal: AbortSignal,
): Promise<Parked> {
  const deed: Deed = { verb, kind: 'container', name: engine.names.of(id) }
  const { isBrief, ...now } = await during(deed, engine.names, () =>
    lookAt(engine, id, parking, signal),
  )
  if (isBrief) throw vanishing({ ...deed, name: now.name })
  if (isPutAside(now.name)) throw asideAlready({ ...deed, name: ownName(now.name) })
  return now
}

/** Reads how a container is now, whatever that is. */
export async function lookAt(
  engine: Engine,
  id: string,
  parking: Parking,
  signal: AbortSignal,
): Promise<Looked> {
  const raw: RawParked = await engine.docker({ signal }).getContainer(segment(id)).inspect()
  return {
    ...parking,
    id: raw.Id,
    name: raw.Name.replace(/^\//, ''),
    was: stateOf(raw.State),
    restart: toRestart(raw.HostConfig.RestartPolicy),
    isBrief: raw.HostConfig.AutoRemove === true,
  }
}

/** Whether an engine's name says that its container is put aside, or in the trash. */
export function isPutAside(name: string): boolean {
  const kind = parseParkedName(name)?.kind
  return kind !== undefined && kind !== 'new'
}

/**
 * Puts a container aside: it is renamed, no longer restarted by its engine, and stopped. The name
 * comes first, for from then on the engine itself knows all that is needed to put it back, whoever
 * dies meanwhile. What goes wrong after that is thrown, and the container is still aside.
 */
export async function park(engine: Engine, parked: Parked, signal: AbortSignal): Promise<void> {
  await nameAside(engine, parked, signal)
  await quieten(engine, parked, signal)
}

/**
 * The same, but what cannot be stopped, or is taken back by a person, goes on as it was. Where the
 * engine is gone nothing can be put back, and the error says where the container is now.
 */
export async function parkOrLeave(
  engine: Engine,
  parked: Parked,
  signal: AbortSignal,
): Promise<void> {
  let isNamed = false
  try {
    await nameAside(engine, parked, signal)
    isNamed = true
    await quieten(engine, parked, signal)
  } catch (cause) {
    if (isEngineGone(cause)) throw isNamed ? leftAside(cause, parked) : cause
    const back = unpark(engine, parked.id, AFTERWARDS)
    engine.finishBeforeClose(back)
    await back.catch(() => {})
    throw cause
  }
}

/** Puts one aside whatever of that is done already, and whether or not it runs now. */
export async function parkAgain(engine: Engine, parked: Parked): Promise<void> {
  const { name, was, restart } = await lookAt(engine, parked.id, parked, AFTERWARDS)
  if (name !== parkedName(parked)) await nameAside(engine, parked, AFTERWARDS)
  await quieten(engine, { ...parked, was, restart }, AFTERWARDS)
}

async function nameAside(engine: Engine, parked: Parked, signal: AbortSignal): Promise<void> {
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  const name = parkedName(parked)
  await engine.docker(limits).getContainer(segment(parked.id)).rename({ name })
  engine.names.remember(parked.id, parked.name)
}

/** No longer restarted, and stopped. */
async function quieten(
  engine: Engine,
  { id, was, restart }: Parked,
  signal: AbortSignal,
): Promise<void> {
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  const container = engine.docker(limits).getContainer(segment(id))
  await setRestart({ engine, container, limits }, restart, NO_RESTART)
  if (was === 'stopped') return
  // Podman stops nothing that is paused.
  if (was === 'paused') await container.unpause()
  const plan = await planStop(engine, id, signal)
  // Engines go on with a stop that nobody waits for any more: it would come after the way back.
  await engine.docker(plan.limits).getContainer(segment(id)).stop(plan.options)
  if (signal.aborted) throw new EngineError({ code: 'cancelled', message: 'Cancelled' })
}

/**
 * Puts a container back as its name says that it was: the policy, the name, and whether it runs.
 * It may be done again after it was cut short. A container without such a name stays as it is.
 */
export async function unpark(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const limits = { signal, deadlineMs: ACTION_DEADLINE_MS }
  const container = engine.docker(limits).getContainer(segment(id))
  const raw: RawParked = await container.inspect()
  const parked = parseParkedName(raw.Name.replace(/^\//, ''))
  if (!parked) return
  const { name, restart } = parked
  const before = toRestart(raw.HostConfig.RestartPolicy)
  await setRestart({ engine, container, limits }, before, restart)
  // Podman tells other containers of the name that one has when it starts.
  await container.rename({ name }).catch(async (cause: unknown) => {
    if (!isEngineGone(cause)) await keepFromStarting(engine, id, before).catch(() => {})
    throw cause
  })
  engine.names.remember(id, name)
  await bringTo(container, parked.was, stateOf(raw.State))
}

/** One that is still aside is not to be started with its engine. */
async function keepFromStarting(engine: Engine, id: string, before: ParkedRestart) {
  const limits = { deadlineMs: ACTION_DEADLINE_MS }
  const container = engine.docker(limits).getContainer(segment(id))
  const raw: RawParked = await container.inspect()
  if (!parseParkedName(raw.Name.replace(/^\//, ''))) return
  await setRestart({ engine, container, limits }, toRestart(raw.HostConfig.RestartPolicy), before)
}

/** Whether the engine, or whoever was asked, is gone: nothing can be put back just now. */
export function isEngineGone(cause: unknown): boolean {
  const { code } = asEngineError(cause)
  return code === 'unreachable' || code === 'timeout' || code === 'bad-answer'
}

async function bringTo(container: Container, was: ParkedState, now: ParkedState): Promise<void> {
  if (was === now || was === 'stopped') return
  if (now === 'stopped') await container.start()
  if (was === 'paused') await container.pause()
  else if (now === 'paused') await container.unpause()
}

function stateOf({ Running, Paused, Restarting }: RawParked['State']): ParkedState {
  if (Paused === true) return 'paused'
  return Running === true || Restarting === true ? 'running' : 'stopped'
}

function leftAside(cause: unknown, { name }: Parked): EngineError {
  const error = asEngineError(cause)
  return new EngineError({
    ...error.toShape(),
    message: `${error.message}. "${name}" is in the trash`,
    hint: 'It can be restored from there while it is kept.',
  })
}

function asideAlready({ verb, name }: Deed): EngineError {
  return new EngineError({
    code: 'conflict',
    message: `Cannot ${verb} container "${name}": it is in the trash already`,
    hint: 'Restore it first, or remove it for good from there.',
  })
}

function vanishing({ verb, name }: Deed): EngineError {
  return new EngineError({
    code: 'refused',
    message: `Cannot ${verb} container "${name}": it was made with "--rm", and its engine removes it as soon as it stops`,
    hint: 'There would be nothing left to put back. Remove it for good, or make it again without "--rm".',
  })
}
