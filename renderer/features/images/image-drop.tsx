import { useState, type DragEvent, type ReactNode } from 'react'
import { blockedReason, useConnectionAccess } from '#features/connections'
import { toast } from '#ui/toast.tsx'
import { loadDropped } from './get-images.ts'
import styles from './image-drop.module.css'

interface ImageDropProps {
  readonly connection: string
  readonly children: ReactNode
}

/** The page of images, on which archives of images can be dropped. */
export function ImageDrop({ connection, children }: ImageDropProps) {
  const [isOver, setIsOver] = useState(false)
  const blocked = blockedReason(useConnectionAccess(connection), 'change')
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    if (blocked !== undefined) return toast({ kind: 'info', text: blocked, key: 'blocked' })
    void loadDropped(connection, [...event.dataTransfer.files])
  }
  return (
    <div
      role="presentation"
      className={styles.page}
      data-drop={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={(event) => {
        if (!isInside(event)) setIsOver(false)
      }}
      onDrop={onDrop}
    >
      {children}
      {isOver && <p className={styles.hint}>Drop to load the images in it</p>}
    </div>
  )
}

function isInside({ currentTarget, relatedTarget }: DragEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
}
