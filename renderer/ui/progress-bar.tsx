import styles from './progress-bar.module.css'

interface ProgressBarProps {
  /** What is going on; spoken at each change. */
  readonly text: string
  /** How far it is, for the eye: it may change many times a second. */
  readonly detail?: string
  /** From 0 to 1, where it is known. */
  readonly share?: number
}

/** How far something is that takes a while. */
export function ProgressBar({ text, detail, share }: ProgressBarProps) {
  return (
    <div className={styles.progress}>
      <progress aria-label={text} {...(share !== undefined && { value: share })} max={1} />
      <p>
        <span role="status">{text}</span> <span aria-hidden>{detail}</span>
      </p>
    </div>
  )
}
