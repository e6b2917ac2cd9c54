import { Copy, OctagonX, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { SafeLines, SafeText } from './safe-text.tsx'
import styles from './state.module.css'

export interface ErrorStateProps {
  readonly error: {
    readonly message: string
    readonly hint?: string | undefined
    readonly engineMessage?: string | undefined
  }
  onRetry?(): void
  /** Puts text on the clipboard. */
  onCopy?(text: string): void
  /** Other buttons: what can be done in place of it. */
  readonly children?: ReactNode
}

/** What a pane says when it could not be filled: what failed, the engine's words, what to do. */
export function ErrorState({ error, onRetry, onCopy, children }: ErrorStateProps) {
  const { message, hint, engineMessage } = error
  const all = [message, engineMessage, hint].filter(Boolean).join('\n')
  return (
    <div role="alert" className={styles.state}>
      <OctagonX size={28} strokeWidth={1.5} aria-hidden className={styles.failed} />
      <p className={styles.title} data-selectable>
        <SafeText text={message} />
      </p>
      {engineMessage !== undefined && engineMessage !== message && (
        <code className={styles.command} data-selectable>
          <SafeLines text={engineMessage} />
        </code>
      )}
      {hint !== undefined && (
        <p className={styles.text} data-selectable>
          <SafeText text={hint} />
        </p>
      )}
      <div className={styles.actions}>
        {onRetry && (
          <Button icon={RotateCw} onClick={() => onRetry()}>
            Retry
          </Button>
        )}
        {onCopy && (
          <Button icon={Copy} onClick={() => onCopy(all)}>
            Copy
          </Button>
        )}
        {children}
      </div>
    </div>
  )
}
