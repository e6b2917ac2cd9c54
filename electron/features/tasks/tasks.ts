import { randomUUID } from 'node:crypto'
import type { Task } from '#shared/contract/tasks.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engines } from '../../engine/index.ts'
import { createRunningTask, type NewTask, type RunningTask } from './running-task.ts'
import type { TaskLog } from './task-log.ts'

/** The long work of the app. It goes on whatever the window does, until it ends or the app does. */
export interface Tasks {
  /** Begins it, and answers with its id. */
  begin(task: NewTask): string
  /** Begins it, and resolves once it has ended in whichever way. */
  follow(task: NewTask): { readonly id: string; readonly ended: Promise<Task> }
  /** The newest first. */
  list(): readonly Task[]
  /** What was said of it. Throws `not-found`. */
  logOf(id: string): TaskLog
  cancel(id: string): void
  /** Does again what ended without success. Throws where that cannot be, or is not this one. */
  retry(id: string, allowed: (task: Task) => boolean): void
  /** Those that have ended are kept no more. */
  forget(ids: readonly string[]): void
  told(ids: readonly string[]): void
  /** Told of every change. Returns its unsubscribe. */
  onChange(listener: () => void): () => void
  /** Ends all of them; resolves once they have ended. */
  close(): Promise<void>
}

interface Options {
  readonly engines: Pick<Engines, 'list' | 'onList'>
  /** Told once of each that ends, and was not ended by a person. */
  readonly onEnd?: (task: Task) => void
  readonly now?: () => number
}

/** Of those that have ended, the last of these are kept. */
const MAX_ENDED = 50

/** Nothing goes on yet. */
export function createTasks({ engines, onEnd, now = Date.now }: Options): Tasks {
  const tasks = new Map<string, RunningTask>()
  const underWay = new Set<Promise<void>>()
  const listeners = new Set<() => void>()
  const change = () => listeners.forEach((listener) => listener())
  let isClosing = false

  // What was let in may go on for long, and must not where nothing may be changed any more.
  engines.onList(() => {
    for (const { id, name, mode } of engines.list()) {
      if (mode === 'read-only') stopChangesOn(id, name)
    }
  })

  function stopChangesOn(connection: string, name: string) {
    for (const task of tasks.values()) {
      const { effect, state, ...of } = task.snapshot()
      if (of.connection !== connection || effect === 'read' || state.kind !== 'running') continue
      task.stop(
        new EngineError({
          code: 'read-only',
          message: `Ended: the connection "${name}" is read-only now`,
        }),
      )
    }
  }

  function find(id: string): RunningTask {
    const task = tasks.get(id)
    if (task) return task
    throw new EngineError({ code: 'not-found', message: 'This task is not on the list any more' })
  }

  function run(id: string, task: RunningTask): Promise<void> {
    // The last one to begin is the last one here: the list shows it first.
    tasks.delete(id)
    tasks.set(id, task)
    const running = task.run().then(() => {
      underWay.delete(running)
      const { isTold, ...ended } = task.snapshot()
      if (!isTold && !isClosing) onEnd?.({ ...ended, isTold })
      dropOldest()
    })
    underWay.add(running)
    return running
  }

  function dropOldest() {
    const ended = [...tasks].filter(([, task]) => hasEnded(task))
    for (const [id] of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) tasks.delete(id)
  }

  function follow(task: NewTask) {
    const id = randomUUID()
    const running = createRunningTask(task, { id, now, onChange: change })
    return { id, ended: run(id, running).then(() => running.snapshot()) }
  }

  return {
    follow,
    begin: (task) => follow(task).id,
    list: () => [...tasks.values()].map((task) => task.snapshot()).toReversed(),
    logOf: (id) => find(id).log,
    cancel: (id) => find(id).stop(),
    retry(id, allowed) {
      const task = find(id)
      const known = task.snapshot()
      if (!known.canRetry || !allowed(known)) {
        throw new EngineError({
          code: 'invalid-input',
          message: `"${known.name}" cannot be retried`,
        })
      }
      void run(id, task)
    },
    forget(ids) {
      for (const id of ids) {
        const task = tasks.get(id)
        if (task && hasEnded(task)) tasks.delete(id)
      }
      change()
    },
    told(ids) {
      for (const id of ids) {
        const task = tasks.get(id)
        if (task && hasEnded(task)) task.tell()
      }
      change()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      isClosing = true
      for (const task of tasks.values()) task.stop()
      await Promise.all(underWay)
    },
  }
}

function hasEnded(task: RunningTask): boolean {
  return task.snapshot().state.kind !== 'running'
}
