import type { ReactNode } from 'react'
import styles from './stale-frame.module.css'

/** Greys a list that is only the last that was known. */
export function StaleFrame({
  stale,
  children,
}: {
  readonly stale: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={styles.frame} data-stale={stale || undefined}>
      {children}
    </div>
  )
}
