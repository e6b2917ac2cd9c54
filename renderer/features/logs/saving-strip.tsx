import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import type { SavingState } from './log-saver.ts'
import { savingWords } from './saving-words.ts'
import styles from './saving-strip.module.css'

export interface SavingStripProps {
  readonly saving: SavingState
  onCancel(): void
}

/** How far a log is saved, and the way out. */
export function SavingStrip({ saving, onCancel }: SavingStripProps) {
  const { name, isWaiting, lines, total } = saving
  const task = `Save ${visibleText(name)}`
  const value = isWaiting || total === undefined ? undefined : lines
  return (
    <div className={styles.strip}>
      <span className={styles.words}>{visibleText(savingWords(saving))}</span>
      <progress
        className={styles.bar}
        aria-label={task}
        max={Math.max(1, total ?? 1)}
        value={value}
      />
      <Button kind="quiet" aria-label={`Cancel ${task}`} onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
