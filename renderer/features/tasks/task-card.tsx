import { ChevronDown, ChevronRight, Hammer, RotateCw, Trash2, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useConnectionAccess, blockedReason } from '#features/connections'
import type { Task } from '#shared/contract/tasks.ts'
import { visibleText } from '#shared/visible-text.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { cancelTask, forgetTasks, openBuild, retryTask } from './task-actions.ts'
import { TaskDetails } from './task-details.tsx'
import styles from './task-list.module.css'
import { shareOf, stateWords } from './task-words.ts'
import { isRunning } from './tasks-store.ts'

/** A task of the main process: how far it is or how it ended, and what can be done about it. */
export function TaskCard({ task }: { readonly task: Task }) {
  const { name, progress, state } = task
  const shown = visibleText(name)
  const [isOpen, setIsOpen] = useState(false)
  const detailsId = useId()
  return (
    <div className={styles.task} data-state={state.kind}>
      <IconButton
        small
        icon={isOpen ? ChevronDown : ChevronRight}
        label={`Details of ${shown}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        className={styles.open}
        onClick={() => setIsOpen(!isOpen)}
      />
      <SafeText text={name} className={styles.name} />
      <div className={styles.buttons}>
        {task.build !== undefined && (
          <IconButton small icon={Hammer} label={`Open ${shown}`} onClick={() => openBuild(task)} />
        )}
        <TaskButtons task={task} name={shown} />
      </div>
      {isRunning(task) && <Bar name={shown} share={shareOf(progress)} />}
      <p className={styles.state} data-selectable>
        {stateWords(task) || 'Waiting for the engine…'}
      </p>
      {isOpen && <TaskDetails task={task} id={detailsId} />}
    </div>
  )
}

function TaskButtons({ task, name }: { readonly task: Task; readonly name: string }) {
  const blocked = blockedReason(useConnectionAccess(task.connection), task.effect)
  if (isRunning(task)) {
    return <IconButton small icon={X} label={`Cancel ${name}`} onClick={() => cancelTask(task)} />
  }
  return (
    <>
      {task.canRetry && (
        <IconButton
          small
          icon={RotateCw}
          label={`Retry ${name}`}
          hint={blocked ?? `Retry ${name}`}
          aria-disabled={blocked !== undefined}
          onClick={() => void retryTask(task)}
        />
      )}
      <IconButton
        small
        icon={Trash2}
        label={`Forget ${name}`}
        onClick={() => forgetTasks([task])}
      />
    </>
  )
}

function Bar({ name, share }: { readonly name: string; readonly share: number | undefined }) {
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      className={styles.track}
      data-endless={share === undefined || undefined}
    >
      <div className={styles.bar} style={{ width: `${(share ?? 0.3) * 100}%` }} />
    </div>
  )
}
