import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { useCallback, type ReactNode, type RefObject } from 'react'
import styles from './dialog.module.css'
import { cornerBeside } from './place-of-action.ts'

export interface DialogProps {
  readonly title: string
  /** An alert dialog interrupts: Escape and Cancel close it, a click outside does not. */
  readonly alert?: boolean
  /** Small, and beside this place instead of in the middle of the window. */
  readonly beside?: DOMRect | undefined
  /** As wide and as high as there is room; what is in it is too much to lose by a click beside it. */
  readonly large?: boolean
  /** Takes the focus when it opens. */
  readonly initialFocus?: RefObject<HTMLElement | null>
  readonly children: ReactNode
  onClose(): void
}

/** A modal dialog, open while it is mounted. */
export function Dialog(props: DialogProps) {
  const { title, alert = false, beside, large, initialFocus, children, onClose } = props
  // Not an effect: it comes before the portal has made the element.
  const place = useCallback(
    (element: HTMLElement | null) => {
      if (element && beside) moveBeside(element, beside)
    },
    [beside],
  )
  const Parts = alert ? AlertDialog : BaseDialog
  return (
    <Parts.Root
      open
      onOpenChange={(open) => !open && onClose()}
      {...(large && !alert && { disablePointerDismissal: true })}
    >
      <Parts.Portal>
        <Parts.Backdrop
          className={styles.backdrop}
          data-clear={beside !== undefined || undefined}
        />
        <Parts.Popup
          ref={place}
          className={styles.dialog}
          data-small={beside !== undefined || undefined}
          data-large={large || undefined}
          {...(initialFocus && { initialFocus })}
        >
          <Parts.Title className={styles.title}>{title}</Parts.Title>
          {children}
        </Parts.Popup>
      </Parts.Portal>
    </Parts.Root>
  )
}

function moveBeside(element: HTMLElement, place: DOMRect): void {
  const size = { width: element.offsetWidth, height: element.offsetHeight }
  const { left, top } = cornerBeside(place, size, window)
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, transform: 'none' })
}

/** The row of buttons at the foot of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
