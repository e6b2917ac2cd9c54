import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './state.module.css'

export interface EmptyStateProps {
  readonly icon: LucideIcon
  /** What is not there: `No containers yet`. */
  readonly title: string
  /** What these things are, in a sentence. */
  readonly text?: ReactNode
  /** How the command line does it. */
  readonly command?: string
  /** Buttons. */
  readonly actions?: ReactNode
}

/** What a list says when it has nothing to show. */
export function EmptyState({ icon: Icon, title, text, command, actions }: EmptyStateProps) {
  return (
    <div role="status" className={styles.state}>
      <Icon size={28} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <p className={styles.title}>{title}</p>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {command !== undefined && (
        <code className={styles.command} data-selectable>
          {command}
        </code>
      )}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
