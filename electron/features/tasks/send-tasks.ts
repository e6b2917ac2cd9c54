import { once } from 'node:events'
import type { Task, TaskLines } from '#shared/contract/tasks.ts'
import type { FeedSink } from '../../ipc/handlers.ts'
import type { Tasks } from './tasks.ts'

/** A bar moves smoothly enough by this, and engines tell ten times a second of each layer. */
const TELL_MS = 150

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

/** Sends at once, and after changes: never before the window has taken in what was sent. */
async function sendCalmly<Value>(
  tasks: Tasks,
  { signal, whenWritable }: FeedSink<Value>,
  send: () => void,
): Promise<void> {
  let clock: NodeJS.Timeout | undefined
  const sendSoon = () => {
    clock ??= setTimeout(async () => {
      await whenWritable()
      clock = undefined
      if (!signal.aborted) send()
    }, TELL_MS)
  }
  const unsubscribe = tasks.onChange(sendSoon)
  send()
  if (!signal.aborted) await once(signal, 'abort')
  unsubscribe()
  clearTimeout(clock)
}
