import type { DiskTarget, KeptObject } from '#shared/contract/disk.ts'
import type { TaskPart } from '#shared/contract/tasks.ts'
import type { Engine } from '../../engine/index.ts'
import type { TaskWork } from '../tasks/index.ts'
import { cleanUp } from './clean-up.ts'

/** More parts at once nobody looks through, and all of them are told at each change. */
const MAX_PARTS = 200

/** More reasons than this nobody reads. */
const MAX_KEPT = 100

const GONE = 'Removed'

interface CleanedUp {
  readonly removedCount: number
  readonly kept: readonly KeptObject[]
  readonly keptCount: number
}

/** Cleans up as a task, whose parts are the objects in the order in which they go. */
export async function runCleanUp(
  engine: Engine,
  targets: readonly DiskTarget[],
  work: TaskWork,
): Promise<CleanedUp> {
  const objects = new Map<DiskTarget, TaskPart>()
  const tell = (target: DiskTarget, words: string, isDone: boolean): string => {
    const id = objects.get(target)?.id ?? target.id
    objects.set(target, { id, words, done: 0, isDone })
    work.parts(shown([...objects.values()]))
    return id
  }
  let done = 0
  const count = () => work.progress({ done, total: targets.length, unit: 'objects' })
  const { removed, kept } = await cleanUp(engine, targets, {
    signal: work.signal,
    onNames(names) {
      for (const [target, name] of names) objects.set(target, waiting(target, name))
      work.parts(shown([...objects.values()]))
      count()
    },
    onBegin: (target) => void tell(target, 'Removing', false),
    onSettled(target, error) {
      done += 1
      const id = tell(target, error ? 'Stays' : GONE, true)
      work.log(error ? `${id} stays: ${error.message}` : `${id} removed`)
      count()
    },
  })
  return { removedCount: removed.length, kept: kept.slice(0, MAX_KEPT), keptCount: kept.length }
}

function waiting({ kind }: DiskTarget, name: string): TaskPart {
  const noun = kind === 'build-cache' ? 'build cache' : kind
  return { id: `${noun} ${name}`, words: 'Waiting', done: 0, isDone: false }
}

/** Of many, those that are gone need no line any more. */
function shown(parts: readonly TaskPart[]): readonly TaskPart[] {
  if (parts.length <= MAX_PARTS) return parts
  return parts.filter(({ words }) => words !== GONE).slice(0, MAX_PARTS)
}
