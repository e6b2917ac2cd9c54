import { setTimeout as delay } from 'node:timers/promises'
import { asEngineError } from '#shared/errors.ts'
import { ACTION_DEADLINE_MS, segment, type Engine } from '../../../engine/index.ts'
import { removeContainer } from '../remove-container.ts'
import { isEngineGone, unpark, type Parked } from './park.ts'

/** What was begun, and is to be undone. */
export interface Begun {
  readonly old: Pick<Parked, 'id' | 'was'>
  readonly newId: string
  /** Volumes that the new one was given: they are the old one's, or somebody else's. */
  readonly given: readonly string[]
}

/** An engine that answers, and still will not: what it says then is told. */
const MAX_TRIES = 20
const TRY_AGAIN_MS = 500

/** Of so many of these waits: a program has ended on its signal by then, or does not mind it. */
const STEADY_LOOKS = 6

/** Nobody takes back what puts things right. */
const AFTERWARDS = new AbortController().signal

/**
 * Removes the new container and puts the old one back as it was. It may be done again after it was
 * cut short: each step looks at what is there. While the engine is away it waits for it.
 */
export async function putBack(engine: Engine, begun: Begun, onAway: () => void): Promise<void> {
  let wasAway = false
  for (let tries = 1; ; tries++) {
    try {
      await removeNew(engine, begun)
      await unpark(engine, begun.old.id, AFTERWARDS)
      // An engine that died while it stopped the container leaves it to end later.
      if (wasAway && begun.old.was === 'running') await keepUp(engine, begun.old.id)
      return
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

async function removeNew(engine: Engine, { newId, given }: Begun): Promise<void> {
  const removal = { id: newId, force: true, volumes: { butNot: given } }
  await removeContainer(engine, removal, AFTERWARDS).catch((cause: unknown) => {
    if (asEngineError(cause).code !== 'not-found') throw cause
  })
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
