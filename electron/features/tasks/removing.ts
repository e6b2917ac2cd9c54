import type { KeptObject, Removed, TaskPart, TaskProgress } from '#shared/contract/tasks.ts'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import type { TaskWork } from './running-task.ts'

/** More parts at once nobody looks through, and all of them are told at each change. */
const MAX_PARTS = 200

/** More reasons than this nobody reads. */
const MAX_KEPT = 100

/** What is being removed is removed to its end; an engine that hangs is not waited for. */
const PATIENCE_MS = 5000

/** The engine is not there, or is another one now: asking on would only give reasons for each. */
const LOST: ReadonlySet<string> = new Set(['unreachable', 'cancelled'])

const GONE = 'Removed'

interface Removing {
  readonly work: TaskWork
  /** What they are. */
  readonly unit: NonNullable<TaskProgress['unit']>
}

/** Tells of objects that a task removes one by one. */
interface RemovalReport<Target> {
  /** Before the first one goes: all of them as people call them, in the order in which they go. */
  readonly list: (names: ReadonlyMap<Target, string>) => void
  readonly begin: (target: Target) => void
  /** It was refused, and is tried again once others are gone. */
  readonly wait: (target: Target) => void
  /** It is gone, or stays for a reason. */
  readonly settle: (target: Target, error?: EngineError) => void
}

/**
 * Runs the removal of many objects as a task, whose parts they are, and answers with what is gone and
 * what stays. One that ends before its end says how many are gone: that is not taken back.
 */
export async function reportRemoval<Target>(
  { work, unit }: Removing,
  remove: (report: RemovalReport<Target>) => Promise<void>,
): Promise<Removed> {
  const parts = new Map<Target, TaskPart>()
  const kept: KeptObject[] = []
  const nameOf = (target: Target) => parts.get(target)?.id ?? ''
  const removedCount = () => [...parts.values()].filter(({ words }) => words === GONE).length
  const tell = () => {
    const all = [...parts.values()]
    work.parts(shown(all))
    const done = all.filter(({ isDone }) => isDone).length
    work.progress({ done, total: all.length, unit })
  }
  const set = (target: Target, words: string, isDone: boolean) => {
    parts.set(target, { id: nameOf(target), words, done: 0, isDone })
    tell()
  }
  try {
    await remove({
      list(names) {
        for (const [target, id] of names) {
          parts.set(target, { id, words: 'Waiting', done: 0, isDone: false })
        }
        tell()
      },
      begin: (target) => set(target, 'Removing', false),
      wait: (target) => set(target, 'Waiting for others', false),
      settle(target, error) {
        const name = nameOf(target)
        set(target, error ? 'Stays' : GONE, true)
        work.log(error ? `${name} stays: ${error.message}` : `${name} removed`)
        if (error) kept.push({ name, error: error.toShape() })
      },
    })
  } catch (cause) {
    if (parts.size > 0) work.note(goneWords(removedCount(), `${parts.size} ${unit}`))
    throw cause
  }
  return {
    removedCount: removedCount(),
    kept: kept.slice(0, MAX_KEPT),
    keptCount: kept.length,
  }
}

function goneWords(count: number, all: string): string {
  if (count === 0) return `None of the ${all} had been removed by then`
  return `${count} of ${all} had been removed by then, and stay removed`
}

/** Of many, those that are gone need no line any more. */
function shown(parts: readonly TaskPart[]): readonly TaskPart[] {
  if (parts.length <= MAX_PARTS) return parts
  return parts.filter(({ words }) => words !== GONE).slice(0, MAX_PARTS)
}

/**
 * Tries to remove an object, and answers with why it stays. Throws where the task is to end, or nobody
 * is there any more to be asked.
 */
export async function whyItStays(
  signal: AbortSignal,
  remove: () => Promise<void>,
): Promise<EngineError | undefined> {
  try {
    await remove()
    return undefined
  } catch (cause) {
    const error = asEngineError(cause)
    if (signal.aborted || LOST.has(error.code)) throw cause
    // Somebody else was quicker.
    return error.code === 'not-found' ? undefined : error
  }
}

/** Aborted some time after the other. */
export function patiently(signal: AbortSignal): AbortSignal {
  const late = new AbortController()
  const giveUp = () => setTimeout(() => late.abort(signal.reason), PATIENCE_MS).unref()
  signal.addEventListener('abort', giveUp, { once: true })
  return late.signal
}
