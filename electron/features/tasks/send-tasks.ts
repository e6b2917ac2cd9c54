import type { Task, TaskLines } from '#shared/contract/tasks.ts'
import type { FeedSink } from '../../ipc/handlers.ts'
import { sendCalmly } from '../../ipc/send-calmly.ts'
import type { Tasks } from './tasks.ts'

const STANDS_STILL_MS = 2000

/** What there is now, and as it is after each change; of many changes the last one is told. */
export async function sendTasks(tasks: Tasks, sink: FeedSink<readonly Task[]>): Promise<void> {
  let goesOn = false
  const send = () => {
    const list = tasks.list()
    goesOn = list.some(({ state }) => state.kind === 'running')
    sink.emit(list)
  }
  // What stands still says nothing, and its speed falls all the same.
  const clock = setInterval(() => goesOn && sink.writable && send(), STANDS_STILL_MS)
  await sendCalmly(tasks, sink, send)
  clearInterval(clock)
}

/** The lines that are kept of a task, and each that comes. */
export function sendLog(tasks: Tasks, id: string, sink: FeedSink<TaskLines>): Promise<void> {
  const log = tasks.logOf(id)
  let next = -1
  return sendCalmly(tasks, sink, () => {
    if (next === log.length) return
    sink.emit(log.since(Math.max(0, next)))
    next = log.length
  })
}
