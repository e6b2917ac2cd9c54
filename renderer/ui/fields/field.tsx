import { useId, type ReactNode } from 'react'
import styles from './fields.module.css'
import { useJudging } from './judging.ts'

/** What an input needs to be named and judged. */
export interface InputNames {
  readonly id: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string | undefined
}

interface FieldProps {
  /** By which its problems are found: `image`, `flags.memory.0`. */
  readonly field: string
  readonly label: string
  children(names: InputNames): ReactNode
}

/** A label, its input, and what is wrong with it. */
export function Field({ field, label, children }: FieldProps) {
  const id = useId()
  const { problemOf, leave } = useJudging()
  const problem = problemOf(field)
  const problemId = `${id}-problem`
  return (
    <div className={styles.field} data-field={field} onBlur={() => leave(field)}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': problem?.kind === 'wrong',
        'aria-describedby': problem && problemId,
      })}
      <FieldProblemText id={problemId} field={field} />
    </div>
  )
}

/** What is wrong with a field, under it. */
export function FieldProblemText({ id, field }: { readonly id: string; readonly field: string }) {
  const problem = useJudging().problemOf(field)
  if (!problem) return null
  return (
    <p id={id} className={styles.problem} data-kind={problem.kind}>
      {problem.text}
    </p>
  )
}
