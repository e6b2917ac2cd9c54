export { TaskCount } from './task-count.tsx'
export { TaskList } from './task-list.tsx'
export { followTasks, onTaskEnd, showTasks } from './tasks-store.ts'
export { tellOfEnds } from './tell-ends.ts'
