import type { ComponentProps } from 'react'
import styles from './status-button.module.css'

/** A button among the words at the foot of the window. */
export function StatusButton(props: ComponentProps<'button'>) {
  return <button type="button" className={styles.button} {...props} />
}
