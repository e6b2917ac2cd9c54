import type { KeyboardEvent, ReactNode } from 'react'
import styles from './stale-frame.module.css'

export interface StaleFrameProps {
  readonly stale: boolean
  readonly children: ReactNode
  /** Escape on the list itself, before the list sees it. True when it was used. */
  onEscape?(): boolean
}

/** Around a list: greys it when it is only the last that was known. */
export function StaleFrame({ stale, children, onEscape }: StaleFrameProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const onList = event.target instanceof Element && event.target.role === 'grid'
    if (event.key !== 'Escape' || !onList || onEscape?.() !== true) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      role="presentation"
      className={styles.frame}
      data-stale={stale || undefined}
      onKeyDownCapture={onKeyDown}
    >
      {children}
    </div>
  )
}
