import { X } from 'lucide-react'
import { useLayoutEffect, useRef, type FocusEvent } from 'react'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { forgetTasks } from './task-actions.ts'
import { TaskCard } from './task-card.tsx'
import styles from './task-list.module.css'
import { isRunning, showTasks, useTasks, useTaskView } from './tasks-store.ts'

/**
 * Where long work is shown, from wherever it was begun: what runs, or all that is kept once it has been
 * opened. Once, at the root of the app.
 */
export function TaskList() {
  const tasks = useTasks()
  const view = useTaskView()
  const shown = view === 'all' ? tasks : tasks.filter(isRunning)
  const isShown = view === 'all' || (view === 'running' && shown.length > 0)
  const focus = useFocusThatStays()
  if (!isShown) return null
  const ended = tasks.filter((task) => !isRunning(task))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- for its buttons
    <section
      aria-label="Tasks"
      className={styles.host}
      data-region="tasks"
      data-all={view === 'all' || undefined}
      onKeyDown={({ key }) => key === 'Escape' && view === 'all' && showTasks('none')}
      {...focus}
    >
      <header className={styles.header}>
        <h2>Tasks</h2>
        {view === 'all' && ended.length > 0 && (
          <Button kind="quiet" onClick={() => forgetTasks(ended)}>
            Forget ended tasks
          </Button>
        )}
        <IconButton small icon={X} label="Hide tasks" onClick={() => showTasks('none')} />
      </header>
      <div className={styles.cards} data-cards>
        {shown.map((task) => (
          <TaskCard key={task.id} task={task} />
        ))}
        {shown.length === 0 && <p className={styles.none}>No tasks yet</p>}
      </div>
    </section>
  )
}

/**
 * A card that goes while it has the focus gives it to the next one, or back to where the person came
 * from: on nothing at all no key would do anything.
 */
function useFocusThatStays() {
  const host = useRef<HTMLElement>(null)
  const cameFrom = useRef<Element>(undefined)
  useLayoutEffect(() => {
    const before = cameFrom.current
    if (!before || document.activeElement !== document.body) return
    const next = host.current?.querySelector<HTMLElement>('[data-cards] button') ?? before
    if (next instanceof HTMLElement) next.focus()
    if (next === before) cameFrom.current = undefined
  })
  const isWithin = (target: EventTarget | null) =>
    target instanceof Node && host.current?.contains(target) === true
  return {
    ref: host,
    onFocus({ relatedTarget }: FocusEvent) {
      if (isWithin(relatedTarget)) return
      cameFrom.current ??= relatedTarget ?? document.body
    },
    onBlur({ relatedTarget }: FocusEvent) {
      // It comes back with the window, which the person may only look away from.
      if (document.hasFocus() && !isWithin(relatedTarget)) cameFrom.current = undefined
    },
  }
}
