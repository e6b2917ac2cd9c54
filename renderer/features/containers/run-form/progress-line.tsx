import type { ProgressWords } from '../progress-words.ts'
import styles from './run-form.module.css'

/** How far a container is that is being made. */
export function ProgressLine({ text, share }: ProgressWords) {
  return (
    <div className={styles.progress}>
      <progress aria-label={text} {...(share !== undefined && { value: share })} max={1} />
      <p role="status">{text}</p>
    </div>
  )
}
