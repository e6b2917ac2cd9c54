import { useState, type DragEvent, type ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'
import styles from './drop-place.module.css'

interface DropPlaceProps {
  /** What dropping would do, while something is held over it: `Drop to upload here`. */
  readonly hint: string
  readonly className?: string | undefined
  readonly children: ReactNode
  /** Files were dropped, folders perhaps among them. */
  onDrop(transfer: DataTransfer): void
}

/** A part of the window that files can be dropped on. There is a button for the same elsewhere. */
export function DropPlace({ hint, className, children, onDrop }: DropPlaceProps) {
  const [isOver, setIsOver] = useState(false)
  return (
    <div
      role="presentation"
      className={classNames(styles.place, className)}
      data-drop={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={(event) => {
        if (!isInside(event)) setIsOver(false)
      }}
      // Before an editor within takes the text of a file for its own. Text that is dragged goes on.
      onDropCapture={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        event.stopPropagation()
        setIsOver(false)
        onDrop(event.dataTransfer)
      }}
    >
      {children}
      {isOver && <p className={styles.hint}>{hint}</p>}
    </div>
  )
}

function isInside({ currentTarget, relatedTarget }: DragEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
}
