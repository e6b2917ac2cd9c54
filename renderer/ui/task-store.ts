/** Long work that a person may watch, and take back. */
export interface Task {
  readonly id: number
  /** What is done to what: `Download etc.tar`. */
  readonly name: string
  /** How far it has come, and how far it is, in bytes; without an end it only says that it goes on. */
  readonly done: number
  readonly total?: number
  cancel(): void
}

/** The hands on a task that goes on. */
export interface TaskHandle {
  progress(done: number): void
  end(): void
}

let tasks: readonly Task[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Shows that long work goes on; call `end` whichever way it ends. */
export function beginTask(task: Pick<Task, 'name' | 'total' | 'cancel'>): TaskHandle {
  const id = (lastId += 1)
  set([...tasks, { ...task, id, done: 0 }])
  return {
    progress: (done) => set(tasks.map((one) => (one.id === id ? { ...one, done } : one))),
    end: () => set(tasks.filter((one) => one.id !== id)),
  }
}

/** What goes on just now, the oldest first. */
export function currentTasks(): readonly Task[] {
  return tasks
}

/** Told of every change. Returns its unsubscribe. */
export function watchTasks(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function set(next: readonly Task[]): void {
  tasks = next
  for (const listener of listeners) listener()
}
