import type {
  Task,
  TaskKind,
  TaskPart,
  TaskProgress,
  TaskResult,
  TaskState,
} from '#shared/contract/tasks.ts'
import { endOfTask } from './end-of-task.ts'
import { createTaskLog, type TaskLog } from './task-log.ts'
import { createTransferSpeed } from './transfer-speed.ts'

/** What work tells of itself while it goes on. */
export interface TaskWork {
  /** Of the task. */
  readonly id: string
  /** Aborted when it must end, on the engine as well. */
  readonly signal: AbortSignal
  /** How far all of it is. */
  readonly progress: (progress: TaskProgress) => void
  /** Its layers or steps, all of them. */
  readonly parts: (parts: readonly TaskPart[]) => void
  /** A line of its log. */
  readonly log: (line: string) => void
  /** Which of our builds it is. */
  readonly setBuild: (build: string) => void
  /** What a person should know of its end, whichever that is. */
  readonly note: (text: string) => void
}

/** Long work, and what people know it by. */
export interface NewTask {
  readonly connection: string
  readonly kind: TaskKind
  readonly name: string
  readonly effect: Task['effect']
  /** What it reads or writes is there once only. */
  readonly isOnce?: boolean
  /** Does it. Run again by a retry. */
  readonly run: (work: TaskWork) => Promise<TaskResult>
  /** Told how each attempt has ended. */
  readonly onEnd?: (state: TaskState) => void
}

/** A task of which the main process has hold. */
export interface RunningTask {
  readonly log: TaskLog
  /** As the window may know it. */
  snapshot(): Task
  /** Runs it, also again; resolves once it has ended. */
  run(): Promise<void>
  stop(reason?: unknown): void
  tell(): void
}

interface Surroundings {
  readonly id: string
  readonly now: () => number
  readonly onChange: () => void
}

const NOTHING_DONE: TaskProgress = { done: 0 }

/** A task that has not begun. */
export function createRunningTask(
  { run, isOnce = false, onEnd, ...known }: NewTask,
  { id, now, onChange }: Surroundings,
): RunningTask {
  const log = createTaskLog()
  let state: TaskState = { kind: 'running' }
  let ending = new AbortController()
  let speed = createTransferSpeed()
  let parts: readonly TaskPart[] = []
  let progress = NOTHING_DONE
  let build: string | undefined
  let startedAt = now()
  let endedAt: number | undefined
  let hasBegun = false
  let isTold = false
  let note: string | undefined

  function begin() {
    ending = new AbortController()
    speed = createTransferSpeed()
    state = { kind: 'running' }
    parts = []
    progress = NOTHING_DONE
    startedAt = now()
    endedAt = undefined
    hasBegun = false
    isTold = false
    note = undefined
    onChange()
  }

  function end(next: TaskState) {
    state = next
    endedAt = now()
    // Whoever ended it knows, unless there is more to it.
    isTold = next.kind === 'cancelled' && note === undefined
    if (next.kind === 'failed' || next.kind === 'interrupted') log.add(next.error.message)
    onEnd?.(next)
    onChange()
  }

  /** What work that has ended still says is of no attempt any more. */
  function workOf(signal: AbortSignal): TaskWork {
    const during = (change: () => void) => {
      if (signal !== ending.signal || endedAt !== undefined) return
      change()
      hasBegun = true
      onChange()
    }
    return {
      id,
      signal,
      progress: (next) =>
        during(() => {
          progress = next
          speed.add(next, now())
        }),
      parts: (next) => during(() => void (parts = next)),
      log: (line) => during(() => log.add(line)),
      setBuild(next) {
        if (signal === ending.signal) build = next
      },
      note: (text) => during(() => void (note = text)),
    }
  }

  return {
    log,
    snapshot() {
      const isRunning = state.kind === 'running'
      const current = isRunning ? speed.at(progress, now()) : undefined
      return {
        ...known,
        id,
        state,
        parts,
        progress,
        ...(build !== undefined && { build }),
        ...(current && { speed: current }),
        ...(note !== undefined && { note }),
        startedAt,
        ...(endedAt !== undefined && { endedAt }),
        canRetry: !isOnce && !isRunning && state.kind !== 'done',
        isTold,
      }
    },
    async run() {
      begin()
      const { signal } = ending
      try {
        end({ kind: 'done', result: await run(workOf(signal)) })
      } catch (cause) {
        end(endOfTask(cause, { kind: known.kind, signal, hasBegun, hasCarried: progress.done > 0 }))
      }
    },
    stop: (reason) => ending.abort(reason),
    tell: () => void (isTold = true),
  }
}
