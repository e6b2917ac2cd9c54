import { setTimeout as delay } from 'node:timers/promises'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import { ownName, parseParkedName } from '#shared/parking/parked-name.ts'
import { ACTION_DEADLINE_MS, segment, type Engine } from '../../../engine/index.ts'
import { removeContainer } from '../remove-container.ts'
import { isEngineGone, isPutAside, lookAt, parkAgain, unpark, type Parked } from './park.ts'

/** What was begun, and is to be undone. */
export interface Begun {
  /** None where it was not put aside yet. */
  readonly old: Parked | undefined
  readonly newId: string
  /** Volumes that the new one was given: they are the old one's, or somebody else's. */
  readonly given: readonly string[]
  /** The new one's place in the trash, for when it cannot be removed. */
  readonly keeping: { readonly owner: string; readonly keptUntil: number }
}

/** An engine that answers, and still will not: what it says then is told. */
const MAX_TRIES = 20
const TRY_AGAIN_MS = 500

/** An engine is mostly done with a removal of its own within some seconds. */
const MAX_LOOKS = 20

/** Of so many of these waits: a program has ended on its signal by then, or does not mind it. */
const STEADY_LOOKS = 6

/** Nobody takes back what puts things right. */
const AFTERWARDS = new AbortController().signal

/**
 * Removes the new container and puts the old one back as it was. It may be done again after it was
 * cut short: each step looks at what is there. While the engine is away it waits for it. Answers with
 * why the new one could not be removed, if it could not: then it was only put out of the way.
 */
export async function putBack(
  engine: Engine,
  begun: Begun,
  onAway: () => void,
): Promise<EngineError | undefined> {
  const { old } = begun
  let wasAway = false
  for (let tries = 1; ; tries++) {
    try {
      const leftover = await removeNew(engine, begun)
      if (!old) return leftover
      await unpark(engine, old.id, AFTERWARDS)
      // An engine that died while it stopped the container leaves it to end later.
      if (wasAway && old.was === 'running') await keepUp(engine, old.id)
      return leftover
    } catch (cause) {
      wasAway = true
      if (!isEngineGone(cause) || tries >= MAX_TRIES) throw cause
      onAway()
    }
    if (await whenConnected(engine)) tries = 0
    // It is not always known to be away as soon as it is.
    await delay(TRY_AGAIN_MS)
  }
}

async function removeNew(engine: Engine, begun: Begun): Promise<EngineError | undefined> {
  const removal = { id: begun.newId, force: true, volumes: { butNot: begun.given } }
  try {
    await removeContainer(engine, removal, AFTERWARDS)
    return undefined
  } catch (cause) {
    const error = asEngineError(cause)
    if (error.code === 'not-found') return undefined
    if (isEngineGone(error)) throw error
    if (IN_PROGRESS.test(error.engineMessage ?? '') && (await goes(engine, begun.newId))) {
      return undefined
    }
    await layAside(engine, begun)
    return error
  }
}

/** The engine removes one by itself that was made with `--rm` and has ended. */
const IN_PROGRESS = /in progress/i

/** Whether a container that is being removed is gone before long. */
async function goes(engine: Engine, id: string): Promise<boolean> {
  const container = engine.docker({ deadlineMs: ACTION_DEADLINE_MS }).getContainer(segment(id))
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    try {
      await container.inspect()
    } catch (cause) {
      if (asEngineError(cause).code === 'not-found') return true
      throw cause
    }
    await delay(TRY_AGAIN_MS)
  }
  return false
}

/**
 * Puts the new one out of the way, into the trash. One that cannot even be stopped is thrown: it and the
 * old one must not write to the same volumes.
 */
async function layAside(engine: Engine, { newId, keeping }: Begun): Promise<void> {
  const parking = { kind: 'removed', time: keeping.keptUntil, owner: keeping.owner } as const
  try {
    const now = await lookAt(engine, newId, parking, AFTERWARDS)
    // This was begun before, and cut short: its name is right, and the rest may not be.
    const parked = isPutAside(now.name) ? parseParkedName(now.name) : undefined
    await parkAgain(engine, { ...now, name: ownName(now.name), ...parked })
  } catch (cause) {
    if (asEngineError(cause).code !== 'not-found') throw cause
  }
}

/** Starts it once more if it ends within some seconds. */
async function keepUp(engine: Engine, id: string): Promise<void> {
  const container = engine.docker({ deadlineMs: ACTION_DEADLINE_MS }).getContainer(segment(id))
  for (let looks = 0; looks < STEADY_LOOKS; looks++) {
    if (!(await container.inspect()).State.Running) return void (await container.start())
    await delay(TRY_AGAIN_MS)
  }
}

/** Resolves once the engine is connected; whether it had to be waited for. */
function whenConnected(engine: Engine): Promise<boolean> {
  if (engine.supervisor.state.kind === 'connected') return Promise.resolve(false)
  return new Promise((resolve) => {
    const leave = engine.supervisor.onState(({ kind }) => {
      if (kind !== 'connected') return
      leave()
      resolve(true)
    })
  })
}
