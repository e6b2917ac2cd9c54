import type { Failure, Outcome } from '#lib/settle-many.ts'
import { visibleText } from '#shared/visible-text.ts'
import { ask } from './asking.tsx'
import { Button } from './button.tsx'
import { Dialog, DialogActions } from './dialog.tsx'
import styles from './outcome-dialog.module.css'
import { SafeLines, SafeText } from './safe-text.tsx'

interface OutcomeDialogProps<Target> {
  readonly title: string
  readonly outcome: Outcome<Target>
  /** The name of what was acted on, and where it is if that must be said. */
  nameOf(target: Target): string
}

/** Shows of each object whether it was done, and why not. */
export function showOutcome<Target>(options: OutcomeDialogProps<Target>): Promise<void> {
  return ask((answer) => <OutcomeDialog {...options} onClose={() => answer()} />)
}

function OutcomeDialog<Target>(props: OutcomeDialogProps<Target> & { onClose(): void }) {
  const { title, outcome, nameOf, onClose } = props
  const { done, failed } = outcome
  return (
    <Dialog title={title} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keys too */}
      <ul aria-label="What was refused" tabIndex={0} className={styles.list} data-selectable>
        {failed.map((failure) => (
          <li key={nameOf(failure.target)}>
            <strong>
              <SafeText text={nameOf(failure.target)} />
            </strong>
            {reasonsOf(failure).map((reason) => (
              <p key={reason}>
                <SafeLines text={reason} />
              </p>
            ))}
          </li>
        ))}
      </ul>
      {done.length > 0 && (
        <p className={styles.done} data-selectable>
          Done: {done.map((target) => visibleText(nameOf(target))).join(', ')}
        </p>
      )}
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What happened, the engine's own words, and what to do; each once. */
function reasonsOf<Target>({ error }: Failure<Target>): readonly string[] {
  const all = [error.message, error.engineMessage, error.hint].filter((text) => text !== undefined)
  return [...new Set(all)]
}
