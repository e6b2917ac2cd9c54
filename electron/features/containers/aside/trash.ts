import { randomUUID } from 'node:crypto'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { otherTag, ownerTag, PARKED_FILTER, parseParkedName } from '#shared/parking/parked-name.ts'
import { during, LIST_DEADLINE_MS, segment, type Engine } from '../../../engine/index.ts'
import { removeContainer } from '../remove-container.ts'
import { finishHalfWay, makeWay } from './make-way.ts'
import {
  isEngineGone,
  lookBeforeParking,
  parkAgain,
  parkOrLeave,
  unpark,
  type Parked,
} from './park.ts'

/** A person notices within minutes that they removed the wrong one. */
const KEPT_MS = 60 * 60_000

/** From when it is put aside until the new one is up; who takes longer has mostly died. */
const LONGEST_RECREATION_MS = 15 * 60_000

/** What could not be done is tried again then. */
const TRY_AGAIN_MS = 10 * 60_000

/**
 * Names tell whole seconds, and an engine that restarts a container by itself may do so once more
 * while it is put aside.
 */
const PARKING_SLACK_MS = 1000

/** A timer of Node cannot wait for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** What names this app on engines: what another one has put aside is not ours to remove. */
export interface ParkingOwner {
  readonly id: string
  /** Resolves once it will be the same after the next start. */
  keep(): Promise<void>
}

interface Options {
  readonly owner?: ParkingOwner
  readonly keptMs?: number
  /** Whether anything may be removed there without a person. */
  readonly mayTend?: (engine: Engine) => boolean
}

/** A wish to remove a container so that it can still be restored. */
export interface TrashWish {
  readonly id: string
  /** Its volumes without a name go with it in the end. */
  readonly volumes: boolean
}

/** The containers that this app has put aside, on all engines. What it knows, their names say. */
export interface Trash {
  /** How this app is called in such names. */
  readonly owner: string
  /** Until when one is kept that is put there now. */
  keptUntil(): number
  /** Resolves once what is put aside will be known as ours after the next start. */
  ready(): Promise<void>
  /** Stops a container and puts it into the trash; answers until when it is kept. */
  put(engine: Engine, wish: TrashWish, signal: AbortSignal): Promise<number>
  /** Puts one back as it was. */
  restore(engine: Engine, id: string, signal: AbortSignal): Promise<void>
  /** Has an engine tended at that time, if nothing is to be done there sooner. */
  wakeAt(engine: Engine, time: number): void
  /** Nobody else touches it meanwhile. */
  hold<Result>(id: string, work: () => Promise<Result>): Promise<Result>
  /** What is aside on an engine, whoever put it there. */
  listed(engine: Engine, signal?: AbortSignal): Promise<readonly ListedParked[]>
  /**
   * Finishes what an earlier run left half-way, removes those of ours whose time is over, and looks
   * again when the next one's is.
   */
  tend(engine: Engine): Promise<void>
}

/** One that is aside, with the engine's word for its state. */
export interface ListedParked extends Parked {
  readonly state: string
}

/** When an engine is looked at again. */
interface Alarm {
  readonly engine: Engine
  readonly time: number
  readonly timer: NodeJS.Timeout
}

/** One that is another app after the next start: it removes nothing that it did not put aside. */
function passingOwner(): ParkingOwner {
  return { id: randomUUID(), keep: () => Promise.resolve() }
}

/** None yet. */
export function createTrash({
  owner = passingOwner(),
  keptMs = KEPT_MS,
  mayTend = () => true,
}: Options = {}): Trash {
  const tag = ownerTag(owner.id)
  const held = new Set<string>()
  const alarms = new Map<string, Alarm>()

  async function hold<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    if (held.has(id)) throw inHand()
    held.add(id)
    try {
      return await work()
    } finally {
      held.delete(id)
    }
  }

  async function listed(engine: Engine, signal?: AbortSignal): Promise<readonly ListedParked[]> {
    const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
    const entries = await docker.listContainers({ all: true, filters: { name: [PARKED_FILTER] } })
    return entries.flatMap(({ Id, Names, State }) => {
      const [name = ''] = Names ?? []
      const parked = parseParkedName(name.replace(/^\//, ''))
      return parked ? [{ ...parked, id: Id, state: State }] : []
    })
  }

  async function put(engine: Engine, { id, volumes }: TrashWish, signal: AbortSignal) {
    await owner.keep()
    const time = Date.now() + keptMs
    const kind = volumes ? 'removed-with-volumes' : 'removed'
    const deed = { verb: 'remove', id }
    const parked = await lookBeforeParking(engine, deed, { kind, time, owner: tag }, signal)
    // Also for one that stays there although nobody hears that it does.
    wakeAt(engine, time)
    await during({ ...deed, kind: 'container', name: parked.name }, engine.names, () =>
      parkOrLeave(engine, parked, signal),
    )
    return time
  }

  async function tend(engine: Engine): Promise<void> {
    if (!mayTend(engine)) return
    const all = (await listed(engine)).filter((one) => one.owner === tag && !held.has(one.id))
    const ours = all.filter(isInTrash)
    const now = Date.now()
    const due = ours.filter(({ time }) => time <= now)
    const next = ours.filter(({ time }) => time > now).map(({ time }) => time)
    if (next.length > 0) wakeAt(engine, Math.min(...next))
    // One that fails keeps none of the others waiting.
    const failures: unknown[] = []
    const note = (cause: unknown) => void failures.push(cause)
    for (const one of all) await mend(engine, one, all).catch(note)
    for (const one of due) await removeWhenStill(engine, one).catch(note)
    if (failures.length === 0) return
    wakeAt(engine, Date.now() + TRY_AGAIN_MS)
    throw failures[0]
  }

  /** What an earlier run has left half-way. */
  async function mend(engine: Engine, one: ListedParked, all: readonly ListedParked[]) {
    const keeping = { owner: tag, keptUntil: Date.now() + keptMs }
    if (one.kind === 'replacing') {
      await hold(one.id, () => finishHalfWay(engine, one, keeping, AFTERWARDS))
      wakeAt(engine, keeping.keptUntil)
    }
    const isAwaited = all.some(({ other }) => other === otherTag(one.id))
    if (one.kind !== 'new' || one.state !== 'created' || isAwaited) return
    await hold(one.id, () =>
      removeContainer(engine, { id: one.id, force: false, volumes: false }, AFTERWARDS),
    )
  }

  async function restore(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
    const deed = { verb: 'restore', kind: 'container' as const, name: engine.names.of(id) }
    await during(deed, engine.names, async () => {
      const parked = (await listed(engine, signal)).find((one) => one.id === id)
      if (parked && isInHandElsewhere(parked, tag)) throw inHandElsewhere()
      if (parked?.other === undefined) await unpark(engine, id, signal)
      else await takePlaceBack(engine, parked, signal)
    })
  }

  /** From the one that has its place now; that one has it again if this does not come about. */
  async function takePlaceBack(engine: Engine, parked: Parked, signal: AbortSignal) {
    const keeping = { owner: tag, keptUntil: Date.now() + keptMs }
    await owner.keep()
    wakeAt(engine, keeping.keptUntil)
    const next = await makeWay(engine, parked, keeping, signal)
    try {
      await unpark(engine, parked.id, signal)
    } catch (cause) {
      if (next && !isEngineGone(cause)) {
        const back = parkAgain(engine, parked).then(() => unpark(engine, next.id, AFTERWARDS))
        engine.finishBeforeClose(back)
        await back.catch(() => {})
      }
      throw cause
    }
  }

  /** The name is looked at once more: it is what says that this one is to go. */
  async function removeWhenStill(engine: Engine, one: ListedParked): Promise<void> {
    if (held.has(one.id) || ALIVE.has(one.state)) return
    await hold(one.id, async () => {
      const still = (await listed(engine)).find(({ id }) => id === one.id)
      if (!still || still.time !== one.time || ALIVE.has(still.state)) return
      if (await wasStartedSince(engine, one, one.time - keptMs)) return
      const volumes = one.kind === 'removed-with-volumes'
      await removeContainer(engine, { id: one.id, force: false, volumes }, AFTERWARDS)
    }).catch((cause: unknown) => {
      if (asEngineError(cause).code !== 'not-found') throw cause
    })
  }

  /** The earliest time counts: there is always only one alarm an engine. */
  function wakeAt(engine: Engine, time: number): void {
    const { id } = engine.connection
    const before = alarms.get(id)
    if (before && before.engine === engine && before.time <= time) return
    clearTimeout(before?.timer)
    const delay = Math.min(Math.max(time - Date.now(), 0), LONGEST_TIMER_MS)
    const wake = () => {
      alarms.delete(id)
      // One that is away is tended when it is back.
      if (engine.supervisor.state.kind === 'connected') tend(engine).catch(() => {})
    }
    alarms.set(id, { engine, time, timer: setTimeout(wake, delay).unref() })
  }

  return {
    owner: tag,
    keptUntil: () => Date.now() + keptMs,
    ready: () => owner.keep(),
    put: (engine, wish, signal) => hold(wish.id, () => put(engine, wish, signal)),
    restore: (engine, id, signal) => hold(id, () => restore(engine, id, signal)),
    wakeAt,
    hold,
    listed,
    tend,
  }
}

/** What is put right after a person has left, or without one, nobody takes back. */
const AFTERWARDS = new AbortController().signal

/** Somebody uses it, whatever its name says. */
const ALIVE: ReadonlySet<string> = new Set(['running', 'paused', 'restarting'])

/**
 * Somebody has used it since it was put aside, and what they did there is not ours to remove. It is
 * kept until a person decides.
 */
async function wasStartedSince(engine: Engine, { id }: Parked, parkedAt: number) {
  const { State } = await engine.docker({}).getContainer(segment(id)).inspect()
  const startedAt = Date.parse(State.StartedAt)
  return startedAt > parkedAt + PARKING_SLACK_MS
}

function isInTrash({ kind }: Pick<Parked, 'kind'>): boolean {
  return kind === 'removed' || kind === 'removed-with-volumes' || kind === 'replaced'
}

/** Another app is making it anew, as far as its name tells. */
function isInHandElsewhere({ kind, owner, time }: Parked, self: string): boolean {
  return kind === 'replacing' && owner !== self && Date.now() - time < LONGEST_RECREATION_MS
}

function inHandElsewhere(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'Another Pilothouse is just making it anew',
    hint: 'Wait until it is done. If it does not come to an end, restore it in a quarter of an hour.',
  })
}

function inHand(): EngineError {
  return new EngineError({
    code: 'conflict',
    message: 'The container is just being restored or removed',
    hint: 'Wait a moment, and look at the list again.',
  })
}
