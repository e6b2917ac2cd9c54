import { isAtWork, type ProgramRun } from './program-runs.ts'
import styles from './program-output.module.css'

/** What a program says, live, and how it ended. */
export function ProgramOutput({ run }: { readonly run: ProgramRun }) {
  const { title, lines, end } = run
  return (
    <>
      <span role="status" className={styles.end} data-end={end?.kind}>
        {isAtWork(run) ? `${title}…` : end?.text}
      </span>
      {lines.length > 0 && (
        <div
          role="log"
          // How it ends is spoken; every line of it would be too much.
          aria-live="off"
          aria-label={`Output of ${title}`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls needs keys
          tabIndex={0}
          data-selectable
          className={styles.output}
        >
          <pre>{lines.join('\n')}</pre>
        </div>
      )}
    </>
  )
}
