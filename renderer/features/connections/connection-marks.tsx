import type { Connection } from '#shared/contract/connections.ts'
import { SafeText } from '#ui/safe-text.tsx'
import styles from './connection-marks.module.css'

/** What must not be overlooked about a connection: its label, and how little may be done there. */
export function ConnectionMarks({ connection }: { readonly connection: Connection }) {
  const { label, colour, mode, remote, warning } = connection
  return (
    <>
      {label !== undefined && (
        <span className={styles.mark} data-colour={colour}>
          <SafeText text={label} />
        </span>
      )}
      {remote && <span className={styles.mark}>remote</span>}
      {warning !== undefined && (
        <span className={styles.mark} data-warning data-tooltip={warning}>
          unencrypted
        </span>
      )}
      {mode === 'read-only' && <span className={styles.mark}>read-only</span>}
      {mode === 'confirm' && <span className={styles.mark}>confirms everything</span>}
    </>
  )
}
