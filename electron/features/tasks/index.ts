export { taskHandlers } from './handlers.ts'
export { createTasks, type Tasks } from './tasks.ts'
export type { TaskWork } from './running-task.ts'
