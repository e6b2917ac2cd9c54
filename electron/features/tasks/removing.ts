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

/** What an engine says of an object: it is known then what became of that, whoever has cancelled. */
const IS_ANSWER: ReadonlySet<string> = new Set(['conflict', 'refused', 'not-found'])

const GONE = 'Removed'
const GOING = 'Removing'
const STAYS = 'Stays'

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
  readonly wait: (target: Target, error: EngineError) => void
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
  const waiting = new Map<Target, EngineError>()
  const kept: KeptObject[] = []
  let current: Target | undefined
  const nameOf = (target: Target) => parts.get(target)?.id ?? ''
  const removedCount = () => [...parts.values()].filter(({ words }) => words === GONE).length
  const tell = () => {
    const all = [...parts.values()]
    work.parts(shown(all, current === undefined ? undefined : parts.get(current)))
    const done = all.filter(({ isDone }) => isDone).length
    work.progress({ done, total: all.length, unit })
  }
  const set = (target: Target, words: string, isDone: boolean) => {
    parts.set(target, { id: nameOf(target), words, done: 0, isDone })
    tell()
  }
  const leave = () => {
    for (const [target, { id, words, isDone }] of parts) {
      if (isDone) continue
      const error = waiting.get(target)
      if (error) work.log(whyWords(id, error))
      const left = error ? STAYS : 'Left as it was'
      parts.set(target, { id, words: words === GOING ? 'Not known' : left, done: 0, isDone: false })
    }
    if (parts.size > 0) tell()
    const count = removedCount()
    if (count > 0) {
      work.note(`${count} of ${parts.size} ${unit} had been removed by then, and stay removed`)
    }
  }
  try {
    await remove({
      list(names) {
        for (const [target, id] of names) {
          parts.set(target, { id, words: 'Waiting', done: 0, isDone: false })
        }
        tell()
      },
      begin(target) {
        current = target
        waiting.delete(target)
        set(target, GOING, false)
      },
      wait(target, error) {
        waiting.set(target, error)
        set(target, 'Waiting for others', false)
      },
      settle(target, error) {
        const name = nameOf(target)
        set(target, error ? STAYS : GONE, true)
        work.log(error ? whyWords(name, error) : `${name} removed`)
        if (error) kept.push({ name, error: error.toShape() })
      },
    })
  } catch (cause) {
    leave()
    throw cause
  }
  return {
    removedCount: removedCount(),
    kept: kept.slice(0, MAX_KEPT),
    keptCount: kept.length,
  }
}

function whyWords(name: string, { message }: EngineError): string {
  return `${name} stays: ${message}`
}

/** Of many, those that are gone need no line any more, and the one that goes is among the rest. */
function shown(parts: readonly TaskPart[], current?: TaskPart): readonly TaskPart[] {
  if (parts.length <= MAX_PARTS) return parts
  const left = parts.filter((part) => part.words !== GONE || part === current)
  const at = current ? left.indexOf(current) : 0
  const first = Math.min(at - MAX_PARTS / 2, left.length - MAX_PARTS)
  return left
    .slice(Math.max(0, first))
    .filter(({ words }) => words !== GONE)
    .slice(0, MAX_PARTS)
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
    if (LOST.has(error.code) || (signal.aborted && !IS_ANSWER.has(error.code))) throw cause
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
