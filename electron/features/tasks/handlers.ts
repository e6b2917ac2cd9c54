import type { AppContract } from '#shared/contract/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { sendLog, sendTasks } from './send-tasks.ts'
import type { Tasks } from './tasks.ts'

/** What the window sees of the long work, and does to it. */
export function taskHandlers(tasks: Tasks): FeatureHandlers<AppContract['tasks']> {
  return {
    watch: (_input, sink) => sendTasks(tasks, sink),
    log: async ({ id }, sink) => sendLog(tasks, id, sink),
    cancel: async ({ id }) => tasks.cancel(id),
    // The door has asked the mode of the connection that was named: it must be the task's own.
    retry: async ({ id, connection }) => tasks.retry(id, (task) => task.connection === connection),
    repeat: async ({ id }) => tasks.retry(id, ({ effect }) => effect === 'read'),
    forget: async ({ ids }) => tasks.forget(ids),
    told: async ({ ids }) => tasks.told(ids),
  }
}
