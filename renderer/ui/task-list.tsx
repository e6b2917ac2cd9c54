import { X } from 'lucide-react'
import { useLayoutEffect, useRef, useSyncExternalStore, type FocusEvent } from 'react'
import { formatSize } from '#lib/format-bytes.ts'
import { visibleText } from '#shared/visible-text.ts'
import { IconButton } from './icon-button.tsx'
import { SafeText } from './safe-text.tsx'
import { currentTasks, watchTasks, type Task } from './task-store.ts'
import styles from './task-list.module.css'

/** Where long work is shown, from wherever it was begun. Once, at the root of the app. */
export function TaskList() {
  const tasks = useSyncExternalStore(watchTasks, currentTasks)
  const focus = useFocusThatStays(tasks)
  if (tasks.length === 0) return null
  return (
    <section aria-label="Tasks" className={styles.host} {...focus}>
      {tasks.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
    </section>
  )
}

/**
 * A card that goes while it has the focus gives it to the next one, or back to where the person came
 * from: on nothing at all no key would do anything.
 */
function useFocusThatStays(tasks: readonly Task[]) {
  const host = useRef<HTMLElement>(null)
  const cameFrom = useRef<Element>(undefined)
  useLayoutEffect(() => {
    const before = cameFrom.current
    if (!before || document.activeElement !== document.body) return
    const next = (tasks.length > 0 && host.current?.querySelector('button')) || before
    if (next instanceof HTMLElement) next.focus()
    if (next === before) cameFrom.current = undefined
  }, [tasks])
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

function TaskCard({ task: { name, done, total, cancel } }: { readonly task: Task }) {
  const shown = visibleText(name)
  const of = total === undefined ? '' : ` of ${formatSize(total)}`
  const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total)
  return (
    <div className={styles.task}>
      <div className={styles.words}>
        <SafeText text={name} className={styles.name} />
        <span className={styles.done}>
          {formatSize(done)}
          {of}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={shown}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
        className={styles.track}
        data-endless={share === undefined || undefined}
      >
        <div className={styles.bar} style={{ width: `${(share ?? 0.3) * 100}%` }} />
      </div>
      <IconButton
        small
        icon={X}
        label={`Cancel ${shown}`}
        className={styles.cancel}
        onClick={() => cancel()}
      />
    </div>
  )
}
