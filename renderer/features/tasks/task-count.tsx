import { plural } from '#lib/plural.ts'
import { StatusButton } from '#ui/status-button.tsx'
import { showTasks, useTaskCount, useTasks, useTaskView } from './tasks-store.ts'

/** How much goes on, at the foot of the window, and the way to all of it. */
export function TaskCount() {
  const running = useTaskCount()
  const { length } = useTasks()
  const view = useTaskView()
  if (running === 0 && length === 0 && view !== 'all') return null
  return (
    <StatusButton
      aria-expanded={view === 'all'}
      onClick={() => showTasks(view === 'all' ? 'none' : 'all')}
    >
      {running === 0 ? 'Tasks' : plural(running, 'task')}
    </StatusButton>
  )
}
