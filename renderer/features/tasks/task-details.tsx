import { useEffect, useState } from 'react'
import type { Task, TaskLines } from '#shared/contract/tasks.ts'
import { visibleText } from '#shared/visible-text.ts'
import { SafeLines, SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import styles from './task-list.module.css'
import { partWords, resultWords } from './task-words.ts'

/** The layers of a task, what the engine said, and what there is to be known of its end. */
export function TaskDetails({ task, id }: { readonly task: Task; readonly id: string }) {
  return (
    <div id={id} className={styles.details}>
      <End task={task} />
      {task.parts.length > 0 && (
        <ul className={styles.parts} aria-label={partsWord(task)}>
          {task.parts.map((part) => (
            <li key={part.id}>
              <span className={styles.part}>
                <SafeText text={part.id} />
              </span>
              <span>{partWords(part)}</span>
            </li>
          ))}
        </ul>
      )}
      <Log task={task} />
    </div>
  )
}

const LISTED = { objects: 'Objects', images: 'Images', names: 'Image names' } as const

/** What the parts of a task are. */
function partsWord({ kind, progress }: Task): string {
  if (progress.unit !== undefined) return LISTED[progress.unit]
  return kind === 'build' ? 'Steps' : 'Layers'
}

function End({ task: { state, kind } }: { readonly task: Task }) {
  switch (state.kind) {
    case 'running':
    case 'cancelled':
      return null
    case 'done': {
      const { detail } = resultWords(kind, state.result)
      return detail === undefined ? null : <Said text={detail} />
    }
    case 'failed':
    case 'interrupted': {
      const { message, engineMessage, hint } = state.error
      const said = message.includes(engineMessage ?? '') ? undefined : engineMessage
      return <Said text={[said, hint].filter(Boolean).join('\n')} />
    }
    default:
      return state satisfies never
  }
}

function Said({ text }: { readonly text: string }) {
  return (
    <p className={styles.said} data-selectable>
      <SafeLines text={text} />
    </p>
  )
}

function Log({ task: { id, name } }: { readonly task: Task }) {
  const [lines, setLines] = useState<readonly string[]>([])
  useEffect(() => {
    const onValue = (next: TaskLines) => setLines((known) => withLines(known, next))
    return engine.tasks.log({ id }, { onValue })
  }, [id])
  if (lines.length === 0) return null
  return (
    <ol
      className={styles.log}
      aria-label={`Log of ${visibleText(name)}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keys
      tabIndex={0}
      data-selectable
    >
      {lines.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines never change their places
        <li key={index}>
          <SafeText text={line} />
        </li>
      ))}
    </ol>
  )
}

/** The main process keeps as many; here they would be a page too long. */
const MAX_LINES = 500

function withLines(known: readonly string[], { lines }: TaskLines): readonly string[] {
  return [...known, ...lines].slice(-MAX_LINES)
}
