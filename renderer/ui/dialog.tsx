import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  /** An alert dialog interrupts: Escape and Cancel close it, a click outside does not. */
  readonly alert?: boolean
  /** Takes the focus when it opens. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly children: ReactNode
  onClose(): void
}

/** A modal dialog, open while it is mounted. */
export function Dialog({ title, alert = false, initialFocus, children, onClose }: DialogProps) {
  const Parts = alert ? AlertDialog : BaseDialog
  return (
    <Parts.Root open onOpenChange={(open) => !open && onClose()}>
      <Parts.Portal>
        <Parts.Backdrop className={styles.backdrop} />
        <Parts.Popup className={styles.dialog} {...(initialFocus && { initialFocus })}>
          <Parts.Title className={styles.title}>{title}</Parts.Title>
          {children}
        </Parts.Popup>
      </Parts.Portal>
    </Parts.Root>
  )
}

/** The row of buttons at the foot of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
