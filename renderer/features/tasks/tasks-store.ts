import { useSyncExternalStore } from 'react'
import type { Task } from '#shared/contract/tasks.ts'
import { currentTasks, watchTasks } from '#ui/task-store.ts'
import { engine } from '../../ipc/client.ts'

/** How much of them is shown: those that run, all of them, or none. */
type View = 'running' | 'all' | 'none'

let tasks: readonly Task[] = []
let view: View = 'running'
const listeners = new Set<() => void>()

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
  tasks = next
  tellAll()
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

/** How many go on just now, those of the window among them. */
export function useTaskCount(): number {
  const own = useSyncExternalStore(watchTasks, currentTasks)
  return own.length + useTasks().filter(isRunning).length
}

export function isRunning({ state }: Task): boolean {
  return state.kind === 'running'
}

function tellAll(): void {
  for (const listener of listeners) listener()
}
