import { useSyncExternalStore } from 'react'
import type { Task } from '#shared/contract/tasks.ts'
import { engine } from '../../ipc/client.ts'

/** How much of them is shown: those that run, all of them, or none. */
type View = 'running' | 'all' | 'none'

let tasks: readonly Task[] = []
let view: View = 'running'
const listeners = new Set<() => void>()
const endListeners = new Set<(task: Task) => void>()
/** Those that were listed; nothing before the first list. */
let knownEnds: ReadonlySet<string> | undefined

/** Follows the tasks of the main process for as long as the window is there. */
export function followTasks(): void {
  engine.tasks.watch({}, { onValue: setTasks })
}

/** Takes over what the main process says of its tasks. */
function setTasks(next: readonly Task[]): void {
  const known = new Set(tasks.filter(isRunning).map(({ id }) => id))
  // Who has put them out of sight meant those that there were.
  if (view === 'none' && next.some((task) => isRunning(task) && !known.has(task.id)))
    view = 'running'
  const ended = next.filter((task) => !isRunning(task))
  const news = ended.filter((task) => knownEnds?.has(endOf(task)) === false)
  knownEnds = new Set(ended.map(endOf))
  tasks = next
  tellAll()
  for (const task of news) for (const listener of endListeners) listener(task)
}

/** Told once of each task that ends from now on, whichever way. Returns its unsubscribe. */
export function onTaskEnd(listener: (task: Task) => void): () => void {
  endListeners.add(listener)
  return () => void endListeners.delete(listener)
}

/** What names one end of a task: a retry ends anew. */
export function endOf({ id, endedAt }: Task): string {
  return `${id} ${endedAt}`
}

export function listedTasks(): readonly Task[] {
  return tasks
}

/** Told of every change. Returns its unsubscribe. */
export function watchListed(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function taskView(): View {
  return view
}

export function showTasks(next: View): void {
  view = next
  tellAll()
}

/** The tasks of the main process, the newest first. */
export function useTasks(): readonly Task[] {
  return useSyncExternalStore(watchListed, listedTasks)
}

export function useTaskView(): View {
  return useSyncExternalStore(watchListed, taskView)
}

/** How many go on just now. */
export function useTaskCount(): number {
  return useTasks().filter(isRunning).length
}

export function isRunning({ state }: Task): boolean {
  return state.kind === 'running'
}

function tellAll(): void {
  for (const listener of listeners) listener()
}
