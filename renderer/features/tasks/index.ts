export { TaskCount } from './task-count.tsx'
export { TaskList } from './task-list.tsx'
export { followTasks, showTasks } from './tasks-store.ts'
export { tellOfEnds } from './tell-ends.ts'
